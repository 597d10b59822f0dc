"""What review shows of a statement, and what it can be judged to be. Read in threads, drawn by the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from rich.cells import cell_len

from kurilreader.desk import Desk
from kurilreader.domain import Kind, Span
from kurilreader.domain.printable import printable
from kurilreader.domain.record import Stated, StatementAt
from kurilreader.domain.review import Annotation, Judgement, Verdict
from kurilreader.tui.facts import long_date
from kurilreader.tui.marks import Icons
from kurilreader.tui.prepared import laid_out
from kurilreader.tui.stated import LETTERS, Naming, outlets
from kurilreader.tui.text.cells import flow
from kurilreader.tui.text.document import Document
from kurilreader.tui.text.spans import Mark
from kurilreader.tui.widgets.blocks import Line, Words

#: letters for parties whose own are taken
_SPARE = "123456789abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Choice:
    """A party or a kind that can be chosen by any of its letters; `value` is its id, "" for no party."""

    letters: str
    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A statement made ready to be drawn."""

    stated: Stated
    document: Document
    sentences: tuple[Span, ...]
    #: where cue and speaker stand
    marks: tuple[Mark, ...]
    cue: str
    role: str
    #: parties that state something in the article or are named in it
    parties: tuple[str, ...]
    notes: tuple[Annotation, ...]


def shown(desk: Desk, at: StatementAt, width: int, icons: Icons) -> Shown:
    """Read a statement and lay out its article. Raises `NotInLibrary`."""
    stated, reading = desk.statement(at), desk.reading(at.number)
    analysis = reading.analysis
    found = next((each for each in analysis.statements if each.id == stated.id), None) if analysis else None
    marks = []
    if found is not None and found.cue:
        marks.append(Mark(found.cue.start, found.cue.end, "cue"))
    if found is not None and found.speaker:
        marks.append(Mark(found.speaker.start, found.speaker.end, "speaker"))
    parties = [each.party for each in analysis.statements] if analysis else []
    parties += [each.party for each in analysis.entities] if analysis else []
    return Shown(
        stated,
        laid_out(reading, width, "", icons),
        reading.sentences,
        tuple(marks),
        found.cue.text if found and found.cue else "",
        (found.speaker.role or "") if found and found.speaker else "",
        tuple(dict.fromkeys(each for each in parties if each)),
        tuple(each for each in desk.annotations(at.number) if each.statement == stated.id),
    )


def judgement(
    verdict: Verdict, reviewer: str, value: str | None = None, *, content: tuple[Span, ...] | None = None
) -> Judgement:
    """A verdict made now; `value` is the right party or kind."""
    return Judgement(
        verdict,
        reviewer,
        datetime.now(UTC).isoformat(timespec="microseconds"),
        party=value if verdict is Verdict.WRONG_PARTY else None,
        kind=Kind(value) if verdict is Verdict.WRONG_KIND and value else None,
        content=content,
    )


def party_choices(found: Shown, known: Sequence[str], naming: Naming) -> tuple[Choice, ...]:
    """The parties it could be: none, those of the article, then others; each with the first letter that is free."""
    made = [Choice("-", "", "no party")]
    taken = {"-"}
    for party in dict.fromkeys((*found.parties, *known)):
        if party == found.stated.party:
            continue
        info = naming.party(party)
        letters = [each for each in f"{info.mark}{info.name}".lower() if each.isascii() and each.isalnum()]
        letter = next((each for each in (*letters, *_SPARE) if each not in taken), None)
        if letter is None:
            break
        taken.add(letter)
        made.append(Choice(letter, party, printable(info.name)))
    return tuple(made)


def kind_choices(found: Shown) -> tuple[Choice, ...]:
    """The kinds it could be, each with its letter and its number."""
    return tuple(
        Choice(f"{letter}{number}", kind.value, kind.value)
        for number, (kind, letter) in enumerate(LETTERS.items(), start=1)
        if kind is not found.stated.kind
    )


def panel_lines(
    found: Shown, width: int, naming: Naming, reviewer: str, choices: Sequence[Choice], *, tall: bool
) -> list[Line]:
    """What stands beside the article: tall beside it, short above it."""
    if choices:
        return _choices(choices, width, tall=tall)
    return list(_tall(found, width, naming, reviewer)) if tall else list(_short(found, width, naming, reviewer))


def _choices(choices: Sequence[Choice], width: int, *, tall: bool) -> list[Line]:
    if tall:
        return [((f"{each.letters[0]}  ", "strong"), (each.title, "plain")) for each in choices]
    lines: list[list[Words]] = [[]]
    used = 0
    for each in choices:
        cells = cell_len(each.title) + 4
        if used + cells > width:
            lines.append([])
            used = 0
        lines[-1] += [(f"{each.letters[0]} ", "strong"), (f"{each.title}  ", "plain")]
        used += cells
    return [tuple(line) for line in lines]


def _tall(found: Shown, width: int, naming: Naming, reviewer: str) -> Iterator[Line]:
    stated = found.stated

    def flowed(words: str, style: str) -> Iterator[Line]:
        for line in flow(words, width):
            yield ((line, style),)

    yield naming.party_words(stated.party)
    yield ((stated.kind.value, "kind"),)
    yield from flowed(naming.topics(stated.topics) or "no topic", "plain")
    yield ()
    yield from flowed(stated.speaker or "no speaker", "speaker")
    if found.role:
        yield from flowed(found.role, "muted")
    if found.cue:
        yield ((printable(found.cue), "cue"),)
    yield ()
    yield from flowed(outlets(stated), "muted")
    yield from flowed(long_date(stated.published), "muted")
    if stated.judgements or found.notes:
        yield ()
    for words, style in _verdicts(found, naming, reviewer):
        yield from flowed(words, style)


def _short(found: Shown, width: int, naming: Naming, reviewer: str) -> Iterator[Line]:
    stated, dot = found.stated, f" {naming.icons.dot} "
    topics = naming.topics(stated.topics) or "no topic"
    yield (*naming.party_words(stated.party), (dot, "muted"), (stated.kind.value, "kind"), (f"{dot}{topics}", "plain"))
    who: list[Words] = [(printable(stated.speaker or "no speaker"), "speaker")]
    if found.role:
        who.append((f"{dot}{printable(found.role)}", "muted"))
    if found.cue:
        who += [(dot, "muted"), (printable(found.cue), "cue")]
    yield tuple(who)
    yield ((printable(dot.join((outlets(stated), long_date(stated.published)))), "muted"),)
    said = list(_verdicts(found, naming, reviewer))
    yield tuple((words + (dot if place + 1 < len(said) else ""), style) for place, (words, style) in enumerate(said))


def _verdicts(found: Shown, naming: Naming, reviewer: str) -> Iterator[Words]:
    """What reviewers said, one's own first; then notes."""
    for each in sorted(found.stated.judgements, key=lambda each: each.reviewer != reviewer):
        who = "you" if each.reviewer == reviewer else each.reviewer
        right = ""
        if each.verdict is Verdict.WRONG_PARTY:
            right = f": {naming.party(each.party).name if each.party else 'no party'}"
        elif each.kind is not None:
            right = f": {each.kind.value}"
        yield f"{who}: {each.verdict.value}{right}{f', {each.note}' if each.note else ''}", "strong"
    for note in found.notes:
        yield f"{naming.icons.noted} {note.note} ({note.reviewer})", "plain"
