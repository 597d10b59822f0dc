"""Review: verdicts on statements, corrections of entities, notes on stretches, and undoing of all that was done."""

from __future__ import annotations

import getpass
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Sequence

from kurilreader.desk.learning import learn
from kurilreader.desk.parties import Parties
from kurilreader.desk.queue import Found, Queue, without
from kurilreader.domain import KurilError, Span
from kurilreader.domain.printable import printable
from kurilreader.domain.record import StatementAt
from kurilreader.domain.review import Agreement, Annotation, EntityAct, EntityCorrection, Judgement
from kurilreader.library import Library
from kurilreader.settings import dossier_folder


def reviewer_name(given: str | None = None) -> str:
    """A reviewer's name as it is kept, one line; without one the login. `KurilError` for what is none."""
    if given is None:
        try:
            given = getpass.getuser()
        except (OSError, KeyError):
            given = "reader"
    name = " ".join(printable(given).split())[:100]
    if not name:
        raise KurilError("a reviewer needs a name", "give one with --as NAME")
    return name


class Reviewing(ABC):
    """The part of the desk for reviewers. Everything may be called from any thread.

    A reviewer that is not named is the one at the desk.
    """

    _library: Library
    _parties: Parties
    #: who is at the desk
    reviewer: str

    # --- verdicts

    def queue(self, query: str = "", reviewer: str | None = None, *, all_: bool = False) -> Sequence[StatementAt]:
        """The statements that a query finds and the reviewer has not judged, newest article first; with `all_` all.

        As it is now: verdicts given meanwhile do not move it. The whole library's is read as far as it is looked at.
        """
        who = None if all_ else reviewer or self.reviewer
        if not query.strip():
            return Queue(self._library, who)
        found = self.statements(query)
        return Found(*(found if who is None else without(found, self._library.judged_by(who))))

    def judge(self, at: StatementAt, judgement: Judgement) -> None:
        """Keep a reviewer's verdict on a statement, in the place of an earlier one; when it was given is set here."""
        self._library.judge([(at, judgement)], judgement.reviewer)

    def judge_all(self, ats: Sequence[StatementAt], judgement: Judgement) -> int:
        """Give the same verdict on several statements as one act; returns on how many it was otherwise."""
        return self._library.judge([(at, judgement) for at in ats], judgement.reviewer)

    def judgements(self, at: StatementAt) -> tuple[Judgement, ...]:
        """The verdicts on a statement, one of each reviewer, latest first."""
        return self._library.judgements(at.number).get(at.place, ())

    def reviewers(self) -> list[str]:
        """All who reviewed anything here."""
        return self._library.reviewers()

    def disagreements(self, query: str = "") -> list[StatementAt]:
        """The statements of which reviewers say different things, newest first; in the articles that a query finds."""
        found = self._library.disagreements()
        if not query.strip() or not found:
            return found
        wanted = set(self._found(query, lambda: True) or ())
        return [at for at in found if at.number in wanted]

    def agreement(self) -> Agreement:
        """How far all reviewers agree; takes a second."""
        from kurilreader.desk.agreement import agreement

        return agreement(self._library.ratings())

    # --- undoing

    def undo(self, reviewer: str | None = None) -> str | None:
        """Take back the reviewer's latest act that stands, whatever it was, and say in words what; None: there is none.

        Again, and it takes back the one before. What others changed since stays.
        """
        told = self._library.undo(reviewer or self.reviewer)
        self.settle()
        return told

    def redo(self, reviewer: str | None = None) -> str | None:
        """Do again what was undone last; None where nothing was, or something else was done since."""
        told = self._library.redo(reviewer or self.reviewer)
        self.settle()
        return told

    # --- entities

    def correct(self, correction: EntityCorrection, reviewer: str | None = None) -> bool:
        """Keep a correction of an entity; False where it is known. `KurilError` where it says nothing.

        It shows in all articles it is for. One that the dossiers learn from makes analyses stale that were made before.
        """
        _complete(correction)
        new = self._library.correct(correction, reviewer or self.reviewer)
        self.settle()
        return new

    def unmet(self, correction: EntityCorrection) -> list[str]:
        """What a correction is about, or says that it is, and no article names as things stand."""
        named = [correction.entity, correction.words if correction.act is EntityAct.NEVER else ""]
        if correction.act is EntityAct.MERGE and not correction.words:
            # Without a name of its own the target is called as it is where it is met.
            named.append(correction.target)
        if correction.act is EntityAct.LEARN:
            return []
        self.catch_up()
        return [each for each in named if each and not self._naming([each])]

    def corrections(self) -> list[EntityCorrection]:
        """All corrections, in the order in which they were made."""
        return self._library.corrections()

    def settle(self) -> None:
        """Let the dossier and all articles follow corrections that do not show there yet; quick without any."""
        waiting = self._library.unsettled()
        if not waiting:
            return
        numbers: dict[int, None] = {}
        for correction, holds in waiting:
            if correction.act is EntityAct.LEARN:
                self._learn(correction, holds)
            else:
                self.catch_up()
                numbers.update(dict.fromkeys(self._mentioning(correction)))
        self._library.settle([correction for correction, _ in waiting], list(numbers))

    def _learn(self, correction: EntityCorrection, holds: bool) -> None:
        others = any(
            each.act is EntityAct.LEARN and each.target == correction.target and each.words != correction.words
            for each in self._library.corrections()
        )
        name = self._parties.info(correction.target).name
        if learn(dossier_folder(), correction, name, holds=holds, others=others):
            self._parties.forget()

    def _mentioning(self, correction: EntityCorrection) -> Sequence[int]:
        """The articles that mention what a correction is about, as they were or as they should be."""
        return self._naming((correction.entity, correction.target, correction.words))

    def _naming(self, names: Iterable[str]) -> Sequence[int]:
        """The articles that name one of these, entities as `show --json` calls them or words."""
        spoken = dict.fromkeys(name.replace("-", " ").replace('"', " ").strip() for name in names)
        query = " OR ".join(f'entity:"{name}"' for name in spoken if name)
        found = self._found(query, lambda: True)
        if found is None:
            # Not the same as none: the correction would be taken for settled.
            raise KurilError("the library was closed")
        return found

    # --- notes on stretches

    def annotate(
        self,
        number: int,
        span: Span,
        note: str,
        tags: Sequence[str] = (),
        reviewer: str | None = None,
        *,
        statement: str | None = None,
    ) -> int:
        """Write on a stretch of an article, perhaps of one of its statements; returns the key of what was written."""
        return self._library.annotate(number, span, note, tags, reviewer or self.reviewer, statement=statement)

    def amend_annotation(self, key: int, note: str, tags: Sequence[str] = (), reviewer: str | None = None) -> None:
        """Write it anew; without words and tags it goes."""
        self._library.amend_annotation(key, note, tags, reviewer or self.reviewer)

    def drop_annotation(self, key: int, reviewer: str | None = None) -> None:
        """Take it away."""
        self._library.drop_annotation(key, reviewer or self.reviewer)

    def annotations(self, number: int) -> list[Annotation]:
        """What is written on an article, in text order."""
        return self._library.annotations(number)

    # --- of the whole desk

    @abstractmethod
    def statements(self, query: str) -> tuple[Sequence[int], Sequence[int]]:
        """The statements that a query finds."""

    @abstractmethod
    def catch_up(self) -> int:
        """Index what changed."""

    @abstractmethod
    def _found(self, query: str, wanted: Callable[[], bool]) -> Sequence[int] | None:
        """All articles that a query finds, asked when the reader waits for nothing."""


def _complete(correction: EntityCorrection) -> None:
    """`KurilError` where a correction lacks what its act needs."""
    needed = {
        EntityAct.MERGE: ("entity", "target"),
        EntityAct.SPLIT: ("entity", "target", "words"),
        EntityAct.RETYPE: ("entity", "type"),
        EntityAct.NEVER: ("words",),
        EntityAct.LEARN: ("target", "words"),
    }[correction.act]
    missing = [name for name in needed if not getattr(correction, name)]
    if missing:
        raise KurilError(f"{correction.act.value} needs {' and '.join(missing)}")
    if correction.act is EntityAct.MERGE and correction.entity == correction.target:
        raise KurilError("an entity cannot be merged with itself")
    if correction.act is EntityAct.LEARN and correction.number is not None:
        raise KurilError("dossiers learn for all articles")
