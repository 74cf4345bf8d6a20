"""Runs the README with the installed package: its Python code must print what it says, its commands must end well.

Needs README.md and seeds/ in the working folder and nothing but the standard library beside the package.
"""

import re
import subprocess
import sys
from pathlib import Path


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", Path("README.md").read_text("utf-8"), re.M | re.S)


def main() -> None:
    codes, commands = blocks("python"), []
    for code in codes:
        wanted = [line.removeprefix("#> ") for line in code.splitlines() if line.startswith("#> ")]
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
        if done.returncode or done.stdout.splitlines() != wanted:
            sys.exit(f"the README's code prints something else:\n{code}\n{done.stdout}{done.stderr}")
    for block in blocks("sh"):
        for line in block.splitlines():
            # What builds the package from the checkout is left out.
            if "figures " in line and "pip install" not in line:
                commands.append(line)
                done = subprocess.run(line, shell=True, capture_output=True, text=True, encoding="utf-8")
                writes = " -o " in line
                if done.returncode or not (done.stdout or writes):
                    sys.exit(f"the README's command failed:\n{line}\n{done.stderr}")
    if not codes or not commands:
        sys.exit("the README shows no code or no command")
    print(f"README: {len(codes)} pieces of code and {len(commands)} commands run")


if __name__ == "__main__":
    main()
