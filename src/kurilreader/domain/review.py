"""Review: what reviewers say of statements and entities, and what they write on articles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kurilreader.domain.analysis import EntityType, Kind, Span


class Verdict(StrEnum):
    """What a reviewer says of a statement."""

    RIGHT = "right"
    WRONG = "wrong"
    WRONG_PARTY = "wrong party"
    WRONG_KIND = "wrong kind"
    WRONG_SPAN = "wrong span"
    UNSURE = "unsure"


#: verdicts that say what is right instead
CORRECTING = frozenset((Verdict.WRONG_PARTY, Verdict.WRONG_KIND, Verdict.WRONG_SPAN))


@dataclass(frozen=True, slots=True)
class Judgement:
    """One reviewer's verdict on one statement; a later one by the same reviewer takes its place.

    `party`, `kind` and `content` hold what is right where the verdict says that it is wrong.
    """

    verdict: Verdict
    reviewer: str
    #: when, ISO 8601 in UTC
    made: str
    #: the right party; "" for one that speaks for no party
    party: str | None = None
    kind: Kind | None = None
    content: tuple[Span, ...] | None = None
    note: str = ""


class EntityAct(StrEnum):
    """What a reviewer can do to an entity."""

    MERGE = "merge"
    SPLIT = "split"
    RETYPE = "retype"
    NEVER = "never here"
    LEARN = "learn"


@dataclass(frozen=True, slots=True)
class EntityCorrection:
    """A correction of an entity.

    merge: all mentions of `entity` are of `target` (called `words` in articles that do not mention it). split:
    mentions written `words` are not of `entity`, but of one of their own (`target`, named by `words`). retype: `entity`
    is of `type`. never here: `words` names nothing. learn: the dossiers learn that `words` is a name of `target`: a
    party, by its id, or a person, by name, who speaks for the party `entity` if that is given.
    """

    act: EntityAct
    entity: str
    target: str = ""
    words: str = ""
    type: EntityType | None = None
    #: the article it holds for; None for all
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """A note and tags on a stretch of an article; `statement` is the id of the statement it is on, if it is on one."""

    key: int
    number: int
    span: Span
    #: the words of the span, by which it is found again
    words: str
    note: str
    tags: tuple[str, ...]
    made: str
    reviewer: str
    statement: str | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far reviewers agree on the statements that several judged.

    `kappa` is Cohen's for two reviewers (None otherwise), `alpha` Krippendorff's for any number; None where fewer than
    two judged anything, or where chance agreement is certain.
    """

    reviewers: tuple[str, ...]
    statements: int
    kappa: float | None
    alpha: float | None
