"""Correcting a name: merge it with another, split it off, another type, never here, learn it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.desk import Desk
from kurilreader.domain import EntityType, Mention
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Ask
from kurilreader.domain.review import EntityAct, EntityCorrection
from kurilreader.tui.marks import Icons
from kurilreader.tui.screens.sheet import Sheet
from kurilreader.tui.widgets.choices import Choice

#: letter (none that moves in a list), act, what it does
_ACTS = (
    ("m", EntityAct.MERGE, "merge", "it is the same as another name: choose which"),
    ("s", EntityAct.SPLIT, "split off", "written like this it is something of its own"),
    ("t", EntityAct.RETYPE, "other type", "it is a person, an organisation, a place…: choose which"),
    ("n", EntityAct.NEVER, "never here", "in this article these words name nothing"),
    ("d", EntityAct.LEARN, "dossier", "the dossier learns it as a name of another: choose of which"),
)
_TYPES = {
    "p": EntityType.PERSON, "o": EntityType.ORGANIZATION, "c": EntityType.PLACE, "n": EntityType.NATIONALITY,
    "e": EntityType.EVENT, "d": EntityType.DATE, "w": EntityType.LAW, "u": EntityType.QUANTITY, "x": EntityType.OTHER,
}  # fmt: skip


#: parties offered besides those named in the article
_PARTIES = 30


@dataclass(frozen=True, slots=True)
class _Target:
    """What a name can be merged with, or learned as a name of."""

    name: str
    kind: str
    id: str
    #: what goes with it: the name of an entity; the party of a person
    with_it: str


class NameScreen(Sheet[EntityCorrection], inherit_bindings=False):
    """Answers with the correction. First the act, by its letter; then, where it takes one, of what."""

    TITLE_WORDS = "This name"
    KEYS = (("Enter", "choose"), ("a", "here or in all articles"))

    def __init__(self, desk: Desk, icons: Icons, number: int, name: Mention, names: Sequence[Mention]) -> None:
        super().__init__(icons)
        self._desk = desk
        self._number = number
        self._mention = name
        self._names = names
        self._act: EntityAct | None = None
        self._everywhere = True
        self._targets: dict[EntityAct, list[_Target]] = {}

    def begin(self) -> None:
        """Offer the acts."""
        self._show()
        self.work(self._look)

    def _look(self, tell: object) -> None:
        """Find what it could be: names of the article, those of its own type first; for the dossier parties, too."""
        assert callable(tell)
        here = {each.entity: each for each in self._names if each.entity != self._mention.entity}
        names = sorted(here.values(), key=lambda each: (each.type is not self._mention.type, each.name.casefold()))
        merged = [_Target(each.name, each.type.value, each.entity, each.name) for each in names]
        named = {each.party for each in self._names if each.party}
        known = [*sorted(named), *(each for each in self._desk.matrix(Ask(), _PARTIES, 1).parties if each not in named)]
        learned = [_Target(self._desk.party(each).name, "party", each, "") for each in known]
        learned += [_Target(each.name, "person", each.name, each.party or "") for each in names
                    if each.type is EntityType.PERSON]  # fmt: skip
        tell({EntityAct.MERGE: merged, EntityAct.LEARN: learned})

    def take(self, value: object) -> None:
        """The names it could be."""
        if isinstance(value, dict):
            self._targets = value
            if self._act is not None:
                self._show()

    def finished(self, error: str) -> None:
        """Say which name it is."""
        self._head(error)

    def _head(self, error: str = "") -> None:
        name, dot = self._mention, f" {self._icons.dot} "
        count = sum(each.entity == name.entity for each in self._names)
        where = "in all articles" if self._everywhere or self._act is EntityAct.LEARN else "in this article"
        meant = f" ({printable(name.name)})" if name.name != name.text else ""
        words = f"{printable(name.text)}{meant}{dot}{name.type.value}{dot}{count} here{dot}corrected {where}"
        self.head(error or words, error=bool(error))

    def _show(self) -> None:
        self._head()
        if self._act is None:
            lines = [
                Choice(((f"  {letter}  ", "strong"), (f"{title:<12}", "plain"), (help_, "muted")), letter)
                for letter, _, title, help_ in _ACTS
            ]
        elif self._act is EntityAct.RETYPE:
            lines = [
                Choice(((f"  {letter}  ", "strong"), (kind.value, "plain")), letter)
                for letter, kind in _TYPES.items()
                if kind is not self._mention.type
            ]
        else:
            lines = [
                Choice(((f"  {printable(each.name)}", "plain"), (f"  {each.kind}", "muted")), f"#{place}", each.kind)
                for place, each in enumerate(self._targets.get(self._act, ()))
            ]
            self.lines.empty = ("No other name is known to choose from.", "Esc goes back.")
        self.lines.index = 0
        self.lines.show(lines)

    def press(self, key: str, character: str) -> None:
        """An act, or what it is of."""
        chosen = self.lines.chosen
        letter = chosen.key if key == "enter" and chosen else character
        if character == "a":
            self._everywhere = not self._everywhere
            self._head()
        elif self._act is None:
            act = next((each for known, each, _, _ in _ACTS if known == letter), None)
            if act is EntityAct.SPLIT or act is EntityAct.NEVER:
                self._done(act)
            elif act is not None:
                self._act = act
                self._show()
        elif self._act is EntityAct.RETYPE and letter in _TYPES:
            self._done(self._act, type_=_TYPES[letter])
        elif letter.startswith("#") and len(letter) > 1:
            self._done(self._act, self._targets[self._act][int(letter[1:])])

    def close(self, answer: EntityCorrection | None = None) -> None:
        """From the choice of a name or a type, first back to the acts."""
        if answer is None and self._act is not None:
            self._act = None
            self._show()
        else:
            super().close(answer)

    def _done(self, act: EntityAct, of: _Target | None = None, type_: EntityType | None = None) -> None:
        name = self._mention
        entity, words, target = name.entity, name.text, of.id if of else ""
        if act is EntityAct.SPLIT:
            target = "-".join(name.text.casefold().split())
        elif act is EntityAct.MERGE and of:
            words = of.with_it
        elif act is EntityAct.LEARN and of:
            entity = of.with_it
        here = act is EntityAct.NEVER or (not self._everywhere and act is not EntityAct.LEARN)
        super().close(EntityCorrection(act, entity, target, words, type_, self._number if here else None))
