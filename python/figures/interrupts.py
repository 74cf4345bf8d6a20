"""Ctrl-C and SIGTERM: an exception that reaches the command whatever is on the way.

A handler can only raise where Python code runs. Code of a library that calls back into Python there may drop what was
raised (a finalizer, a `__repr__`) or answer with an exception of its own. So the wish to stop is kept here: it is
raised again while nobody unwinds, and whatever exception comes of it counts as the stop.
"""

import signal
import sys
import time
from typing import Any, NoReturn

_GRACE = 5.0
"""Seconds that clearing up may take before the system ends us."""
_AGAIN = 0.05
"""Seconds until what a library has dropped is raised again."""


class Stopped(BaseException):
    """A signal asked us to end; unlike KeyboardInterrupt, click lets it through."""

    def __init__(self, code: int) -> None:
        self.code = code
        self.is_kept = False


_asked: tuple[Stopped, float] | None = None
"""The stop and when clearing up has to be over."""


def listen() -> None:
    """Takes the signals, unless they are ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _stop)


def asked() -> Stopped | None:
    """The stop that was asked for, if any."""
    return _asked[0] if _asked else None


def settle() -> None:
    """The command ends: nothing is raised from here on."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, 0)


def _stop(number: int, _: object) -> NoReturn:
    global _asked
    for one in (signal.SIGINT, signal.SIGTERM):
        # Clearing up is not to be stopped half way.
        signal.signal(one, signal.SIG_IGN)
    stopped = Stopped(128 + number)
    _asked = stopped, time.monotonic() + _GRACE
    sys.unraisablehook = _unraised
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _again)
        signal.setitimer(signal.ITIMER_REAL, _AGAIN, _AGAIN)
    raise stopped


def _again(number: int, _: object) -> None:
    assert _asked is not None
    stopped, end = _asked
    if time.monotonic() > end:
        # Someone drops it time and again, or clearing up hangs: the system will end us.
        signal.signal(number, signal.SIG_DFL)
    elif sys.exception() is None:
        # No exception is on its way: it was dropped.
        raise stopped


def _unraised(dropped: Any) -> None:
    if not isinstance(dropped.exc_value, Stopped):
        sys.__unraisablehook__(dropped)
