"""Files and folders that get their name only when they are whole, whatever happens on the way."""

import contextlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path


@contextlib.contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the name of `path` when the block ends well, else it is removed.

    What is there and no plain file (a device, a pipe) is written to as it is.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        yield path
        return
    path = path.resolve()
    if path.exists() and not os.access(path, os.W_OK):
        raise PermissionError(13, os.strerror(13), str(path))
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None  # The part is no name that the user knows.
    part = Path(name)
    _claim(handle)
    _sweep(path, part)
    try:
        yield part
        sync(part)
        part.chmod(stat.S_IMODE(path.stat().st_mode) if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        os.close(handle)


@contextlib.contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder beside `path` to write to; it takes the name of `path` when the block ends well, else it is removed.

    Raises `FileExistsError` where `path` is there and holds anything.
    """
    path = path.resolve()
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise FileExistsError(17, "it is there and not empty")
    with scratch(path) as part:
        yield part
        for file in part.rglob("*"):
            if file.is_file():
                sync(file)
        part.chmod(0o777 & ~_umask())
        if path.exists():
            path.rmdir()
        part.replace(path)


@contextlib.contextmanager
def scratch(path: Path) -> Iterator[Path]:
    """A folder beside `path` that is removed when the block ends, or by the next run where we are killed."""
    try:
        part = Path(tempfile.mkdtemp(prefix=f".{path.name[:100]}.", suffix=".part", dir=path.parent))
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None
    handle = os.open(part, os.O_RDONLY)
    _claim(handle)
    _sweep(path, part)
    try:
        yield part
    finally:
        shutil.rmtree(part, ignore_errors=True)
        os.close(handle)


def sync(path: Path) -> None:
    """Waits until what was written to a file is on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _claim(handle: int) -> bool:
    """Whether the file is ours now; it is free again when we end, however we end."""
    try:
        import fcntl
    except ImportError:  # Windows: nothing is swept there.
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _sweep(path: Path, own: Path) -> None:
    """Removes the parts of runs that were killed."""
    import glob

    for part in path.parent.glob(f".{glob.escape(path.name[:100])}.????????.part"):
        if part == own:
            continue
        with contextlib.suppress(OSError):
            handle = os.open(part, os.O_RDONLY)
            try:
                if _claim(handle):
                    shutil.rmtree(part) if part.is_dir() else part.unlink()
            finally:
                os.close(handle)


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
