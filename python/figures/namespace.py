"""Sees to it that `pl.col(...).figures` exists once polars and figures are both imported, and imports neither."""

from __future__ import annotations

import sys
from importlib import import_module

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


def register_with_polars() -> None:
    """Registers the namespace now where polars is there, else right after somebody imports it."""
    if "polars" in sys.modules:
        import_module("figures.expressions")
    elif not any(isinstance(finder, _PolarsWatch) for finder in sys.meta_path):
        sys.meta_path.insert(0, _PolarsWatch())


class _PolarsWatch:
    """Lets others find polars and adds one step to its loading; gone after that."""

    def find_spec(self, name: str, path: Sequence[str] | None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != "polars":
            return None
        # Nobody who only imports figures waits for it.
        from importlib.util import find_spec

        sys.meta_path.remove(self)
        spec = find_spec(name)
        loader = spec.loader if spec else None
        if loader is not None:
            run = loader.exec_module

            def run_and_register(module: ModuleType) -> None:
                run(module)
                import_module("figures.expressions")

            loader.exec_module = run_and_register  # type: ignore[method-assign]
        return spec
