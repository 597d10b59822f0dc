"""What the rest of the program may ask of the library about reviews: the part of `interface` for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from kurilreader.domain import Span
from kurilreader.domain.record import StatementAt
from kurilreader.domain.register import Name, Register
from kurilreader.domain.review import Annotation, EntityCorrection, Judgement


class Review(Protocol):
    """What reviewers say of statements and entities; undoing; and all that persons set, to be merged.

    Verdicts outlive analyses: each holds on to its statement by the words (see `domain.standing`).
    """

    def judge(self, given: Sequence[tuple[StatementAt, Judgement]], reviewer: str) -> int:
        """Keep verdicts of one reviewer, in the place of earlier ones, as one act; returns how many say something new.

        Who gave them and when is set here. `NotInLibrary` where there is no such statement.
        """
        ...

    def judgements(self, number: int) -> dict[int, tuple[Judgement, ...]]:
        """The verdicts on an article's statements by place: one of each reviewer, latest first."""
        ...

    def judged(self, which: str) -> tuple[Sequence[int], Sequence[int]]:
        """Statements (numbers, places) with a verdict, or that are "disputed", or with "any" verdict; `ValueError`."""
        ...

    def judged_by(self, reviewer: str) -> tuple[Sequence[int], Sequence[int]]:
        """Statements (numbers, places) that a reviewer gave a verdict on."""
        ...

    def unjudged(
        self, reviewer: str | None, after: tuple[StatementAt, int] | None, limit: int
    ) -> list[tuple[StatementAt, int]]:
        """Statements that a reviewer (None: anybody) gave no verdict on, newest article first, each with its moment.

        They follow the pair `after`, the last one of the call before.
        """
        ...

    def count_unjudged(self, reviewer: str | None) -> int:
        """How many those are."""
        ...

    def disagreements(self) -> list[StatementAt]:
        """Statements of which reviewers say different things, newest first."""
        ...

    def ratings(self) -> list[tuple[StatementAt, str, str]]:
        """Statement, reviewer, verdict, wherever several reviewers gave one other than "unsure"."""
        ...

    def reviewers(self) -> list[str]:
        """The names of all who did anything that can be undone or judged anything."""
        ...

    def undo(self, reviewer: str) -> str | None:
        """Take back the reviewer's latest act that stands, and say in words what it was; None where there is none.

        What others changed since stays as they left it.
        """
        ...

    def redo(self, reviewer: str) -> str | None:
        """Do again what the reviewer undid last; None where nothing was undone, or something else done since."""
        ...

    def correct(self, correction: EntityCorrection, reviewer: str) -> bool:
        """Keep a correction of an entity; False where it is known already.

        One for a single article shows at once; one for all does when it is settled (see `unsettled`).
        """
        ...

    def corrections(self) -> list[EntityCorrection]:
        """All corrections, in the order in which they were made."""
        ...

    def unsettled(self) -> list[tuple[EntityCorrection, bool]]:
        """Corrections for all articles that were made (True) or taken back (False) and not settled since."""
        ...

    def settle(self, corrections: Sequence[EntityCorrection], numbers: Sequence[int]) -> None:
        """The articles that these corrections concern, so that rows and index follow; they are settled then."""
        ...

    def registers(self) -> Iterator[tuple[Name, Register]]:
        """All that persons set, by article."""
        ...

    def merge(self, others: Mapping[Name, Register]) -> int:
        """Take in what was set in another folder; returns how many things are otherwise now. See `domain.register`."""
        ...


class Annotations(Protocol):
    """Notes and tags on stretches of articles. All changes are acts of a reviewer that `Review.undo` takes back."""

    def annotate(
        self, number: int, span: Span, note: str, tags: Sequence[str], reviewer: str, *, statement: str | None = None
    ) -> int:
        """Write on a stretch, perhaps of the statement of this id; returns its key. `KurilError` without words."""
        ...

    def amend_annotation(self, key: int, note: str, tags: Sequence[str], reviewer: str) -> None:
        """Write it anew; without words and tags it goes. `KurilError` where there is none."""
        ...

    def drop_annotation(self, key: int, reviewer: str) -> None:
        """Take it away. `KurilError` where there is none."""
        ...

    def annotations(self, number: int) -> list[Annotation]:
        """What is written on an article, in text order; `NotInLibrary`."""
        ...
