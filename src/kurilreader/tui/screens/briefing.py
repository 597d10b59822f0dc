"""The briefing: a document of chosen statements, read before it is written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kurilreader.domain.printable import printable_lines
from kurilreader.domain.record import Ask, StatementAt
from kurilreader.tui.actions import Room
from kurilreader.tui.screens.room import RoomScreen
from kurilreader.tui.widgets.pages import Pages

if TYPE_CHECKING:
    from kurilreader.tui.screens.across import Across
    from kurilreader.tui.widgets.bars import Words

#: forms of the document, as file names end
FORMS = {"md": "Markdown", "html": "HTML", "json": "JSON", "csv": "CSV"}
#: characters of the document that are shown; all of them are written
SHOWN = 200_000


class BriefingScreen(RoomScreen):
    """Makes the document in a thread; a file that exists is written over only when that is said."""

    ROOM = Room.BRIEFING
    TITLE_WORDS = "Briefing"

    def __init__(self, across: Across, chosen: Ask | tuple[StatementAt, ...]) -> None:
        super().__init__(across)
        self.of = chosen
        self.form = "md"
        self.document = ""
        self._pages = Pages(self.icons)

    @property
    def main(self) -> Pages:
        """The document."""
        return self._pages

    def begin(self) -> None:
        """Make it."""
        of, form = self.of, self.form

        def take(document: str) -> None:
            self.document = document
            self._pages.empty = (
                "Nothing is stated that a briefing could hold.",
                "Esc goes back; x chooses statements, in the positions, the record, the matrix.",
            )
            self._pages.show(printable_lines(document[:SHOWN]), marked=form == "md")

        self.fetch(lambda: self.desk.briefing(of, form), take, say="writing")

    def asked(self) -> Sequence[Words]:
        """Of what it is, in which form."""
        dot = f" {self.icons.dot} "
        if not isinstance(self.of, Ask):
            count = len(self.of)
            of = f"{count:,} chosen statement{'' if count == 1 else 's'}"
        else:
            parts = [self.desk.party(self.of.party).name if self.of.party else "all parties"]
            parts += [self.desk.topic(self.of.topic)] if self.of.topic else []
            parts += [f"since {self.of.since}"] if self.of.since else []
            parts += [f"/{self.of.query}"] if self.of.query else []
            of = dot.join(parts)
        return [(of, "strong"), (f"{dot}{FORMS[self.form]}", "plain")]

    def place(self) -> str:
        """How long it is."""
        return f"{len(self.document):,} characters" if self.document else ""

    # --- actions

    def do_format(self, count: int | None, argument: str) -> None:
        """Another form."""
        forms = list(FORMS)
        wanted = {name.casefold(): form for form, name in FORMS.items()} | {form: form for form in forms}
        if argument and argument.casefold() not in wanted:
            self.message(f"no format {argument}; there are {', '.join(FORMS.values())}", error=True)
            return
        self.form = wanted[argument.casefold()] if argument else forms[(forms.index(self.form) + 1) % len(forms)]
        self.begin()

    def do_save(self, count: int | None, argument: str) -> None:
        """Write it to a file whose name is typed."""
        from kurilreader.tui.widgets.prompt import Asking

        if argument:
            self._write(argument)
        else:
            name = f"briefing-{self.across.today.isoformat()}.{self.form}"
            self.type(Asking.FILE, self._write, name, f"in {Path.cwd()}; ! at the end writes over a file")

    def _write(self, name: str) -> None:
        if not name:
            return
        over, name = name.endswith("!"), name.removesuffix("!").strip()
        path = Path(name).expanduser()
        form = path.suffix.removeprefix(".").casefold()
        of, form = self.of, form if form in FORMS else self.form

        def write() -> str:
            try:
                with path.open("w" if over else "x", encoding="utf-8") as file:
                    file.write(self.desk.briefing(of, form))
            except FileExistsError:
                return f"{path} is there already; its name with ! at the end writes over it"
            except OSError as error:
                return f"{path}: {error.strerror or error}"
            return f"written to {path}, {FORMS[form]}"

        self.fetch(write, self.message, group="write", say="writing")

    def do_drop_all(self, count: int | None, argument: str) -> None:
        """Choose nothing any more."""
        self.message(self.across.drop_all())
