"""What a test needs beyond the package and `.[dev]`, and whether it is there."""

import os
import shutil
from collections.abc import Iterable
from importlib.util import find_spec


def missing(modules: Iterable[str]) -> str:
    """Why code that imports `modules` cannot run here; empty where it can."""
    for module in modules:
        if find_spec(module) is None:
            return f"{module} is not installed"
        if module == "pyspark" and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
            return "pyspark needs Java, and there is none"
    return ""
