"""Which columns of an input hold the text, the id, the language and the date: by option, else by convention."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from figures.inputs import InputError, Notice

CONVENTIONS = {
    "text": ("text", "body", "content", "maintext"),
    "id": ("id", "url"),
    "lang": ("lang", "language"),
    "date": ("date", "published"),
}


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns of one input; None where it has no such column."""

    text: str
    id: str | None = None
    lang: str | None = None
    date: str | None = None

    def items(self) -> Iterator[tuple[str, str]]:
        """What the column holds, and its name."""
        for role in CONVENTIONS:
            if (column := getattr(self, role)) is not None:
                yield role, column


@dataclass(slots=True)
class Names:
    """The columns that the user named; None leaves it to convention."""

    text: str | None = None
    id: str | None = None
    lang: str | None = None
    date: str | None = None
    _said: set[str] = field(default_factory=set)

    def first(self) -> Columns:
        """What to look for where the input shows no column yet."""
        return Columns(*(getattr(self, role) or names[0] for role, names in CONVENTIONS.items()))

    def chosen(self, file: str, available: Sequence[str]) -> tuple[Columns, list[Notice]]:
        """The columns of one input, with a notice of what was chosen, said once a choice.

        Raises `InputError` where a column that was named, or any for the text, is not there.
        """
        lowered = {name.lower(): name for name in reversed(available)}
        found: dict[str, str] = {}
        by_convention = False
        for role, conventions in CONVENTIONS.items():
            asked = getattr(self, role)
            if asked is not None:
                if asked not in available:
                    raise InputError(file, None, f"no column `{asked}`; there are: {_listed(available)}")
                found[role] = asked
                continue
            match = next((lowered[name] for name in conventions if name in lowered), None)
            if match is not None:
                found[role] = match
                by_convention = True
        if "text" not in found:
            reason = f"no column `text`; there are: {_listed(available)}; name one with --text"
            raise InputError(file, None, reason)
        said = ", ".join(f"{role} from `{column}`" for role, column in found.items())
        if not by_convention or said in self._said:
            return Columns(**found), []
        self._said.add(said)
        return Columns(**found), [Notice(file, f"{said}; --text, --id, --lang-column and --date choose others")]


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in names[:20])
    return shown + (f" and {len(names) - 20} more" if len(names) > 20 else "") if names else "none"
