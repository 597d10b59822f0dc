"""Speeches, articles by guests, transcripts and communiqués: which sentences state something, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.analysis import joint
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.floor import ISSUERS, Floor
from kurilreader.analysis.forms import Form
from kurilreader.analysis.page import Page
from kurilreader.analysis.people import Known, Registry
from kurilreader.analysis.resolutions import clauses
from kurilreader.analysis.rules.turns import addressed, labels, parted, reports, stated, turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.domain import Span

_FIRST_PERSON = re.compile(r"\b(?:I|We|we|our|Our|us|my|My|me)\b")
_POINT = re.compile(r"\(?\d{1,2}[.)]\s+")
#: "2/ ", "3/8 ": a post of a thread
_POST = re.compile(r"\d{1,2}/(?:\d{1,2}\b)?\s+")
_NARRATED = re.compile(
    r"\b(?:summoned|was asked|met (?:the|with)|was received|has been scheduled"
    r"|handed (?:him|her|it)|on (?:that date|\d+ [A-Z]))\b",
    re.I,
)
_SURE = 0.65


def address(
    scene: Scene, speakers: Speakers, floor: Floor, found: Sequence[Attribution]
) -> tuple[list[Attribution], dict[int, Voice]]:
    """Attributions with those of a speech or a communiqué added, and voices for the ones added (by number)."""
    page = scene.page
    speakers.belonging.signed = floor.signed if len(floor.signed) > 1 else ()
    kept, added = list(found), []
    if floor.form is Form.JOINT:
        added = list(joint.sentences(scene, floor.signed, found))
        kept = [each for each in found if not _formal(page, each)]
    elif floor.form is Form.TURNS:
        kept, added = _turned(scene, floor, found)
    elif floor.form is Form.ISSUED and floor.own is not None:
        formal = clauses(page)
        kept = [each for each in found if not any(_within(each, clause) for clause in formal)]
        added = _official_sentences(scene, [*kept, *formal])
    elif floor.form in {Form.SPEECH, Form.ASKED} and floor.own is not None:
        if not _numbered(page):
            kept = [each for each in found if reports(page, each)]
        added = [span for span in _sentences(scene, kept) if floor.at(span.start) is not None]
    fresh = [Attribution((span,), None, None, _SURE) for span in added]
    if floor.form is Form.ISSUED and floor.own is not None:
        fresh.extend(clauses(page))
    merged = sorted([*kept, *fresh], key=lambda each: each.content[0].start)
    new = {id(each) for each in fresh}
    return merged, {
        number: voice
        for number, each in enumerate(merged)
        if (voice := _voice(page, floor, each, new=id(each) in new)) is not None
    }


def _within(each: Attribution, clause: Attribution) -> bool:
    """Whether what was found is a clause itself, read otherwise: its cue is the clause's."""
    return each.cue is not None and clause.cue is not None and clause.cue.start <= each.cue.start < clause.cue.end


def _voice(page: Page, floor: Floor, each: Attribution, *, new: bool) -> Voice | None:
    """The voice of a sentence added, of a turn, or of "it" and "the Ministry" in the statement of a ministry."""
    if new or (each.cue is None and each.source in labels(page)):
        held = floor.at(each.content[0].start)
        return held.voice if held is not None else None
    if floor.form is not Form.ISSUED or each.source is None:
        return None
    return floor.own if page.text[each.source.start : each.source.end].lower() in ISSUERS else None


def _turned(scene: Scene, floor: Floor, found: Sequence[Attribution]) -> tuple[list[Attribution], list[Span]]:
    """What the one speaker says before the first label, "Good afternoon. …", and in answers without a label."""
    page, spoken = scene.page, turns(scene.page)
    bare = {number for number, turn in spoken.items() if turn.label is None}
    if floor.own is not None:
        bare |= {number for number in range(min(spoken)) if floor.at(page.paragraphs[number].start) is not None}
    kept = [each for each in found if page.paragraph_at(each.content[0].start) not in bare or reports(page, each)]
    return kept, [span for span in _sentences(scene, kept) if page.paragraph_at(span.start) in bare]


def _formal(page: Page, attribution: Attribution) -> bool:
    """Whether a content of a joint text is a courtesy: thanks for the hospitality, the date of the next meeting."""
    return any(joint.protocol(page.text[start:end]) for start, end in attribution.content)


def _official_sentences(scene: Scene, found: Sequence[Attribution]) -> list[Span]:
    """The sentences of a ministry's statement: those about what its own side holds, demands or does."""
    page = scene.page
    answer: list[Span] = []
    for span in page.plain:
        start, end = span
        point = _POINT.match(page.text, start, end) or _POST.match(page.text, start, end)
        start = point.end() if point else start
        text = page.text[start:end]
        if text.rstrip('”"’)')[-1:] != "." or len(text.split()) < 5 or not stated(span, page.text):
            continue
        if any(start <= each.content[0].start < end for each in found) or _NARRATED.search(text):
            continue
        answer.extend(parted(page.text, start, end))
    return answer


def _numbered(page: Page) -> bool:
    """Whether the text is a document of numbered points."""
    return sum(1 for paragraph in page.paragraphs if _POINT.match(page.text, paragraph.start)) >= 3


def _sentences(scene: Scene, found: Sequence[Attribution]) -> list[Span]:
    """The sentences of a speech that state something: no courtesies, no questions, none that quotes another."""
    page = scene.page
    answer: list[Span] = []
    numbered = _numbered(page)
    for span in page.plain:
        start, end = span
        point = _POINT.match(page.text, start, end) or _POST.match(page.text, start, end)
        start = addressed(Span(point.end() if point else start, end), page.text).start
        span = Span(start, end)  # noqa: PLW2901
        text = page.text[start:end]
        if text.rstrip('”"’)')[-1:] not in {".", "!", "…", ";", "。"}:
            continue
        if (
            len(text.split()) < (3 if _FIRST_PERSON.search(text) else 4)
            or not stated(span, page.text)
            or (numbered and not _FIRST_PERSON.search(text))
        ):
            continue
        if any(start <= each.content[0].start < end for each in found):
            continue
        answer.extend(parted(page.text, start, end))
    return answer


def introduced(title: Scene) -> list[Known]:
    """People whom a title names with office or country, as they may be called by their surname in the text."""
    return [each for each in Registry(title).known if each.official and len(each.name.split()) > 1]
