"""An article made ready to be drawn: read, wrapped, marked; done off the screen's thread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kurilreader.desk import Desk, Reading
from kurilreader.domain import Hits, Span
from kurilreader.tui.facts import facts
from kurilreader.tui.marks import Icons, party_colour
from kurilreader.tui.panel import Group, groups
from kurilreader.tui.text.document import Document, Subject, summarised, whole
from kurilreader.tui.text.setting import Signs
from kurilreader.tui.text.spans import Layer, Mark


@dataclass(frozen=True, slots=True)
class Prepared:
    """All that the panes draw of one article at one width; `query` is the one its hits are of."""

    reading: Reading
    document: Document
    summary: Document
    entities: Layer
    #: links, and words that their document sets apart
    stresses: Layer
    groups: tuple[Group, ...]
    hits: tuple[Span, ...]
    #: where the first statement begins that answers the query, None where it asks nothing of statements
    answer: int | None
    query: str
    #: "3/31", its place in the results
    place: str


def prepare(desk: Desk, number: int, *, query: str, width: int, place: str, icons: Icons) -> Prepared:
    """Read an article and make it ready. Raises `NotInLibrary`."""
    reading = desk.reading(number)
    analysis = reading.analysis
    found = desk.marked(query, reading)
    return Prepared(
        reading=reading,
        document=laid_out(reading, width, place, icons),
        summary=laid_out(reading, width, place, icons, summary=True),
        entities=Layer.of(
            Mark(each.start, each.end, f"entity-{each.type.value}") for each in (analysis.entities if analysis else ())
        ),
        stresses=_stresses(reading),
        groups=groups(
            analysis, reading.paragraphs, lambda party: (desk.party(party).name, desk.party(party).mark), icons.voice
        )
        if analysis
        else (),
        hits=_places(found) if found else (),
        answer=found.statements[0].start if found and found.statements else None,
        query=query,
        place=place,
    )


def _stresses(reading: Reading) -> Layer:
    """Links, and what is bold or italic, where they stand in the text."""
    marks = []
    for (start, _), passage in zip(reading.paragraphs, reading.passages, strict=False):
        marks += [Mark(start + link.start, start + link.end, "link") for link in passage.links]
        marks += [
            Mark(start + each.start, start + each.end, "bold" if each.strong else "italic") for each in passage.stresses
        ]
    return Layer.of(marks)


def _places(found: Hits) -> tuple[Span, ...]:
    """The hits to walk through: statements that answer, each as one, and the words that stand in none of them."""
    out: list[Span] = []
    for start, end in sorted([*(Span(each.start, each.end) for each in found.statements), *found.text]):
        if out and start < out[-1].end:
            out[-1] = Span(out[-1].start, max(end, out[-1].end))
        else:
            out.append(Span(start, end))
    return tuple(out)


def laid_out(reading: Reading, width: int, place: str, icons: Icons, *, summary: bool = False) -> Document:
    """The lines of an article, or of its summary, at a width."""
    article = reading.article
    subject = Subject(
        article.text,
        article.title,
        facts(article, icons.dot, place, width),
        reading.paragraphs,
        reading.passages,
        Signs(icons.divider, icons.rule),
    )
    if not summary:
        return whole(subject, reading.sentences, width)
    return summarised(subject, reading.analysis.summary if reading.analysis else (), width, icons.paragraph)


def gutter(document: Document, shown: Iterable[Group]) -> dict[int, tuple[tuple[str, int], ...]]:
    """The marks beside lines on which statements begin: mark and colour, each mark once a line."""
    found: dict[int, dict[str, int]] = {}
    for group in shown:
        for entry in group.entries:
            for statement in entry.statements:
                line = document.line_of(statement.start)
                if not document.lines[line].start <= statement.start < document.lines[line].end:
                    continue
                found.setdefault(line, {}).setdefault(group.mark, party_colour(group.party))
    return {line: tuple(marks.items()) for line, marks in found.items()}
