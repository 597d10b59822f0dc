"""What stands after review: verdicts found again in a new analysis, weighed, and applied to it. Pure.

The rule, point by point (whether the statement stands at all, its party, its kind, its words): what most reviewers say
stands; where as many say one thing as another, what was said last. "right" speaks of every point, a correction of what
it corrects and of the statement's standing, "wrong" of the standing alone, "unsure" of nothing. A point of which nobody
speaks stays as it was found.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from kurilreader.domain.analysis import Analysis, Position, Span, Statement
from kurilreader.domain.review import CORRECTING, Judgement, Verdict

#: spans that share this much of what they cover together are of one statement
OVERLAP = 0.5
#: characters of a position's text
_LINE = 140
_WORD = re.compile(r"\w+")

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The statement that a verdict was given on, as it was found then; `mark` names it in its article."""

    mark: str
    text: str
    content: tuple[Span, ...]
    party: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict and what it is on."""

    anchor: Anchor
    judgement: Judgement


def fold(text: str) -> str:
    """The words of a text alone: equal for texts that differ in case, white space and punctuation."""
    return " ".join(_WORD.findall(text.casefold()))


def anchors(article_id: str, statements: Sequence[Statement]) -> tuple[Anchor, ...]:
    """An anchor for each statement, no two with one mark: a joint statement is one for each party."""
    met: Counter[str] = Counter()
    found: list[Anchor] = []
    for each in statements:
        named = "\0".join((article_id, fold(each.text), each.party or ""))
        mark = hashlib.sha256(named.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        met[mark] += 1
        mark += f"-{met[mark]}" if met[mark] > 1 else ""
        found.append(Anchor(mark, each.text, each.content, each.party))
    return tuple(found)


def found_again(said: Iterable[Anchor], now: Sequence[Anchor]) -> dict[str, int]:
    """The place, in an analysis, of each anchor that is still in it, by mark.

    The same mark; else the same words, of the same party and nearest if there are several; else the statement whose
    content overlaps most, if that is half of what both cover.
    """
    by_mark = {anchor.mark: at for at, anchor in enumerate(now)}
    by_words: dict[str, list[int]] = {}
    for at, anchor in enumerate(now):
        by_words.setdefault(fold(anchor.text), []).append(at)
    places: dict[str, int] = {}
    for old in said:
        place = by_mark.get(old.mark)
        if place is None:
            place = _nearest(old, by_words.get(fold(old.text), ()), now)
        if place is None:
            place = _overlapping(old, now)
        if place is not None:
            places[old.mark] = place
    return places


def _nearest(old: Anchor, among: Sequence[int], now: Sequence[Anchor]) -> int | None:
    def distance(place: int) -> tuple[bool, int]:
        return now[place].party != old.party, abs(now[place].content[0].start - old.content[0].start)

    return min(among, key=distance, default=None)


def _overlapping(old: Anchor, now: Sequence[Anchor]) -> int | None:
    shares = [(_overlap(old.content, each.content), each.party == old.party, -place) for place, each in enumerate(now)]
    share, _, against = max(shares, default=(0.0, False, 0))
    return -against if share >= OVERLAP else None


def _overlap(first: Sequence[Span], second: Sequence[Span]) -> float:
    """How much of what two contents cover they cover together, 0 to 1."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in first for b in second)
    union = sum(end - start for start, end in (*first, *second)) - common
    return common / union if union > 0 else 0.0


def latest(said: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """One verdict of each reviewer, the last one; latest first."""
    last: dict[str, Judgement] = {}
    for each in said:
        if each.reviewer not in last or last[each.reviewer].made <= each.made:
            last[each.reviewer] = each
    return tuple(sorted(last.values(), key=lambda each: (each.made, each.reviewer), reverse=True))


def carried(earlier: Judgement | None, new: Judgement) -> Judgement:
    """A correction with what its reviewer corrected before: who changes the kind does not take the party back."""
    if earlier is None or earlier.verdict not in CORRECTING or new.verdict not in CORRECTING:
        return new
    return replace(
        new,
        party=earlier.party if new.party is None else new.party,
        kind=earlier.kind if new.kind is None else new.kind,
        content=earlier.content if new.content is None else new.content,
        note=new.note or earlier.note,
    )


def says(judgement: Judgement) -> str | None:
    """What a verdict comes to, equal for equal opinions; None for none."""
    if judgement.verdict is Verdict.UNSURE:
        return None
    if judgement.verdict not in CORRECTING:
        return judgement.verdict.value
    spans = judgement.content and " ".join(f"{start}-{end}" for start, end in judgement.content)
    told = {"party": judgement.party, "kind": judgement.kind, "span": spans}
    return " ".join(
        [judgement.verdict.value] + [f"{name}={value}" for name, value in told.items() if value is not None]
    )


def standing(statement: Statement, judgements: Sequence[Judgement], text: Callable[[], str]) -> Statement:
    """A statement as it stands after these verdicts, one of each reviewer; `text` gives the article's text."""
    heard = sorted((each for each in judgements if each.verdict is not Verdict.UNSURE), key=lambda each: each.made)
    if not heard:
        return statement
    right = Verdict.RIGHT
    stands = _most([each.verdict is not Verdict.WRONG for each in heard], statement.stands)
    whole = [each for each in heard if each.verdict is not Verdict.WRONG]
    party = _most(
        [each.party for each in whole if each.party is not None or each.verdict is right], None
    )  # None: as found
    kind = _most([each.kind for each in whole if each.kind is not None or each.verdict is right], None)
    content = _most([each.content for each in whole if each.content is not None or each.verdict is right], None)
    length = len(text()) if content else 0
    inside = tuple(span for span in content or () if 0 <= span.start < span.end <= length)
    return replace(
        statement,
        stands=stands,
        party=statement.party if party is None else party or None,
        kind=kind or statement.kind,
        content=inside or statement.content,
        text=" ".join(text()[start:end] for start, end in inside) if inside else statement.text,
    )


def _most(votes: Sequence[T], otherwise: T) -> T:
    """What most say, the last of those said as often; `votes` in the order they were given."""
    if not votes:
        return otherwise
    counts = Counter(votes)
    most = max(counts.values())
    return next(vote for vote in reversed(votes) if counts[vote] == most)


def with_verdicts(analysis: Analysis, by_place: Mapping[int, Sequence[Judgement]], text: Callable[[], str]) -> Analysis:
    """An analysis with its statements as they stand, and its positions resting on those that do."""
    statements = tuple(
        standing(statement, by_place[place], text) if place in by_place else statement
        for place, statement in enumerate(analysis.statements)
    )
    if statements == analysis.statements:
        return analysis
    return replace(analysis, statements=statements, positions=_positions(analysis, statements))


def _positions(analysis: Analysis, statements: Sequence[Statement]) -> tuple[Position, ...]:
    """Positions without the statements that are not theirs any more, which go to another or make one of their own.

    The rest stays where it was, so that nothing moves under the eyes of who gives a verdict.
    """
    known = {each.id: each for each in statements}
    changed = {new.id for old, new in zip(analysis.statements, statements, strict=True) if new != old}
    names = {position.party: position.name for position in analysis.positions}
    kept: list[tuple[Position, list[Statement]]] = []
    placed: set[str] = set()
    for position in analysis.positions:
        own = [
            each
            for each in (known[id_] for id_ in position.statements if id_ in known)
            if each.stands and (each.id not in changed or (each.party, each.kind) == (position.party, position.kind))
        ]
        kept.append((position, own))
        placed.update(each.id for each in own)
    for each in statements:
        if each.id not in changed or each.id in placed or not each.stands or each.party is None:
            continue
        home = next((own for position, own in kept if own and _fits(position, each)), None)
        if home is not None:
            home.append(each)
        else:
            name = names.get(each.party, each.party)
            kept.append((Position(each.party, name, each.topics[:3], each.kind, "", ()), [each]))
    return tuple(_resting(position, own, changed) for position, own in kept if own)


def _fits(position: Position, statement: Statement) -> bool:
    return (position.party, position.kind) == (statement.party, statement.kind) and bool(
        set(position.topics) & set(statement.topics) or not (position.topics or statement.topics)
    )


def _resting(position: Position, statements: Sequence[Statement], changed: set[str]) -> Position:
    ids = tuple(each.id for each in statements)
    same_lead = bool(position.statements) and ids[0] == position.statements[0] and ids[0] not in changed
    return replace(position, statements=ids, text=position.text if same_lead else _line(statements[0].text))


def _line(text: str) -> str:
    line = " ".join(text.split())
    if len(line) > _LINE:
        line = line[: _LINE - 2].rsplit(" ", 1)[0] + " …"
    return line[:1].upper() + line[1:]
