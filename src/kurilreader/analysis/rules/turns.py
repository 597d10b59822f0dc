"""Who speaks where nobody is said to: turns of a transcript, whole speeches, communiqués."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.page import Page
from kurilreader.analysis.words import OFFICIAL, OUTLETS, PRONOUNS
from kurilreader.domain import Span

_BULLET = re.compile(r"[-–—•\s]*")
_ASIDE = re.compile(r"\([^()\n]*\)")
_LONGEST_LABEL = 110
#: of an interview without labels: the longest question in code points, the fewest questions with an answer
_LONGEST_QUESTION = 400
_FEWEST = 3
_YOU = re.compile(r"\byou(?:r|rs)?\b", re.I)
_I = re.compile(r"\b(?:I|we|my|our)\b", re.I)
#: paragraphs that an office without a name begins, at least, to be a label
_RETURNS = 2
_AGAIN = re.compile(r",?\s(?:and|but)\s(?=(?:we|I)\s)")
_NAME_LINKS = frozenset("of de the for and al bin van von to in on at".split())
#: "Q." and "A.", in an interview without names
_LETTERED = re.compile(r"([QA])(?:[.:]|\s[—–-])\s+(?=[\"“A-Z])")
#: "Mr. PERSAUD (Guyana). The award …", "Ms. ROJAS. …", "The PRESIDENT. …", as parliaments print it
_STOPPED = re.compile(
    r"((?:(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Amb|Sen|Gen|H\.E)\.? |The )"
    r"(?:(?:[A-ZÀ-Þ]\. ?)?[A-ZÀ-Þ][A-ZÀ-Þ’'-]{2,} ?)+(?:(?<= )\([^()\n]{2,40}\))?)(?<! )\.\s+(?=[\"“A-ZÀ-Þ])"
)
#: "A. Sarkisyan — The road stays.", "BERG – We are ready."
_DASHED = re.compile(r"((?:[A-Z]\. ?)*[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+)?) [—–] (?=[\"“A-ZÀ-Þ])")
#: "(Dawn) Is the crossing going to open?"
_BRACKETED = re.compile(r"[(\[]([A-Z][^()\[\]\n.]{1,40})[)\]]\s+(?=[\"“A-Z])")
_QUESTION = re.compile(
    r"^(?:Q|Question|Вопрос|Reporter|Journalist|Moderator|Host|Chair|Presenter|Anchor|Interviewer|Correspondent|問|記者)\b",
    re.I,
)
_NOT_A_SPEAKER = frozenset(
    "note update correction photo read source sources question editor background key summary related"
    " contact tel fax date place speakers participants present venue time subject topic re".split()
)
#: words that make what stands before a colon a clause, and no name with an office
_CLAUSE = frozenset("was were is are has had said says added told".split())
#: what is said for form's sake
COURTESY = re.compile(
    r"^\W*(?:thank you|thanks|ladies and gentlemen|dear |good (?:morning|afternoon|evening)|distinguished|"
    r"excellenc|let me (?:begin|start|reply)"
    r"|mr\.? president|next,? please|you have read|it is a pleasure|it is an honour|i wish|i thank|"
    r"colleagues|friends,|some in the hall|let me turn|glory to|i have nothing to add|allow me|my friend|"
    r"to you|"
    r"welcome|greetings|next question)",
    re.I,
)


#: "Mr President,", "My fellow citizens,", "Ladies and gentlemen,"
_VOCATIVE = re.compile(
    r"(?:(?:mr\.?|madam|mister) (?:president|chair|chairman|speaker|secretary[- ]general)|my (?:fellow|dear) [\w-]+"
    r"|(?:your )?excellenc(?:y|ies)|ladies and gentlemen|(?:dear )?(?:colleagues|friends|compatriots|comrades|citizens)"
    r"|hon(?:ou?rable)?\.? members|yes|look|well|no|so|now|with respect|frankly|again|first|second|third|finally"
    r"|lastly),\s+",
    re.I,
)
#: what an orator tells of himself and of the occasion, and how he calls on those who listen
_TOLD = re.compile(
    r"^\W*(?:(?:and|but|so|now)\W+)?(?:when i (?:was|first|came|took)"
    r"|i (?:was (?:born|told|asked|there|in|at)|grew|remember|recall|left|came|met|saw|heard|spoke|visited"
    r"|crossed|walked|drove|went|flew|sat|stood|joined|served|lost|learned|read"
    r"|ask for (?:the|your)|say (?:this|it|that)\b|(?:will|shall|can) (?:now )?take|still (?:have|keep|remember))"
    r"|nobody asked|every (?:morning|evening|spring|summer|autumn|winter|day|year)"
    r"|i(?:[’']ve| have) (?:just|heard|read|seen|come|written|met|spoken|been|little|nothing)"
    r"|my (?:grandfather|grandmother|mother|father|wife|predecessor)"
    r"|some (?:colleagues|in the|of you|people|delegations|will)|you (?:have|will|may|know|can|would|[’']d)\b"
    r"|it is (?:a (?:great )?(?:pleasure|privilege|joy)|an (?:great )?honou?r)|we(?:[’']ve| have) had an?\b"
    r"|okay|all right|one thing|sure\b|long live|eternal|check against|the (?:author|writer) is|your excellenc"
    r"|honou?rable|let me (?:be|say|now|also say|turn|speak|tell|conclude|end|add this)|let[’']s take|this is your"
    r"|to our friends|glory|god bless|may god|as (?:many|some) of you|please,)",
    re.I,
)
_REPORTING = (
    "sa",
    "told",
    "tell",
    "claim",
    "insist",
    "maintain",
    "declare",
    "state",
    "argue",
    "wrote",
    "according",
    "demand",
    "announce",
    "has offered",
    "offered",
    "warn",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A stretch that one speaker speaks: the label (None for an answer without one), the sentences spoken."""

    label: Span | None
    question: bool
    sentences: tuple[Span, ...]

    def attributions(self, text: str, taken: list[int]) -> list[Attribution]:
        """One attribution a sentence, but where the sentence attributes to somebody else itself.

        `taken` are the places, in order, where contents found already begin.
        """
        if self.question or self.label is None:
            return []
        return [
            Attribution((span,), None, self.label, 0.7)
            for span in (addressed(each, text) for each in self.sentences)
            if stated(span, text) and bisect_left(taken, span.start) == bisect_left(taken, span.end)
        ]


def turns(page: Page) -> dict[int, Turn]:
    """The turns of a transcript by paragraph; empty when the text is none (fewer than two turns)."""
    known = page.memo.get("turns")
    if isinstance(known, dict):
        return known
    found = _turns(page)
    page.memo["turns"] = found
    page.memo["labels"] = frozenset(turn.label for turn in found.values() if turn.label is not None)
    return found


def labels(page: Page) -> frozenset[Span]:
    """The labels of all turns."""
    turns(page)
    known = page.memo["labels"]
    assert isinstance(known, frozenset)
    return known


def _turns(page: Page) -> dict[int, Turn]:
    found: dict[int, Turn] = {}
    labelled = _labelled(page)
    label: Span | None = None
    question = False
    for number, paragraph in enumerate(page.paragraphs):
        start = paragraph.start
        who = labelled.get(number)
        if who is not None:
            label, question = who, asks(page, who, paragraph)
            start = _begin(page.text, who)
        elif not found:
            continue
        elif question and _answered(page, labelled, number):
            label, question = None, False
        found[number] = Turn(label, question, _within(page, start, paragraph))
    return found if len(labelled) >= _RETURNS else {}


def _labelled(page: Page) -> dict[int, Span]:
    """The labels by paragraph; names in brackets are some where they come back before questions."""
    text = page.text
    found = {number: who for number, span in enumerate(page.paragraphs) if (who := label_of(text, span)) is not None}
    bracketed = {
        number: Span(*match.span(1))
        for number, span in enumerate(page.paragraphs)
        if (match := _BRACKETED.match(text, span.start, span.end)) is not None
    }
    asked = sum(1 for number in bracketed if text[page.paragraphs[number].end - 1] == "?")
    return dict(sorted({**bracketed, **found}.items())) if asked >= _RETURNS else found


def _begin(text: str, label: Span) -> int:
    """Where the words behind a label begin."""
    after = text[label.end : label.end + 1]
    if (_LETTERED.match(text, label.start) and label.end == label.start + 1) or after in {")", "]", "."}:
        return label.end + 1
    if text[label.end : label.end + 3] in {" — ", " – "}:
        return label.end + 3
    return max(label.end + 1, text.index(":", label.end) + 1)


def asks(page: Page, label: Span, paragraph: Span) -> bool:
    """Whether a turn is a question, by its label or its end."""
    words = page.text[label.start : label.end]
    return (
        bool(_QUESTION.match(words))
        or page.text[label.start - 1 : label.start] in {"(", "["}
        or words.split()[0].lower() in OUTLETS
        or words.split()[-1].lower()
        in {"news", "times", "post", "tv", "radio", "agency", "daily", "herald", "television"}
        or page.text[paragraph.end - 1] == "?"
    )


def _answered(page: Page, labelled: dict[int, Span], number: int) -> bool:
    """Whether a paragraph without a label behind a question answers it: no label of an answer follows."""
    after = next((each for each in labelled if each > number), None)
    return after is None or (
        asks(page, labelled[after], page.paragraphs[after])
        and bool(_LETTERED.match(page.text, labelled[after].start) or _titled(page, labelled[after]))
    )


def _titled(page: Page, label: Span) -> bool:
    """Whether a label is one of a question whoever speaks: "Question", "(Dawn)"."""
    words = page.text[label.start : label.end]
    return bool(_QUESTION.match(words)) or page.text[label.start - 1 : label.start] in {"(", "["}


def _within(page: Page, start: int, paragraph: Span) -> tuple[Span, ...]:
    """The sentences of a paragraph from an offset on."""
    return tuple(
        _bare(page.text, Span(max(span.start, start), span.end))
        for span in page.plain[page.plain_at(start) : page.plain_at(paragraph.end - 1) + 1]
        if span.end > start and span.start < paragraph.end and max(span.start, start) < span.end
    )


def addressed(span: Span, text: str) -> Span:
    """A sentence without those it calls on: "Mr President, we reject …"."""
    called = _VOCATIVE.match(text, span.start, span.end)
    return Span(called.end(), span.end) if called is not None and called.end() < span.end else span


def stated(span: Span, text: str) -> bool:
    """Whether a sentence states something: no courtesy, no question, no scrap."""
    words = text[span.start : span.end]
    after = text[span.end : span.end + 2]
    return (
        len(words.split()) >= 3
        and not words.endswith("?")
        and not after.startswith("?")
        and not COURTESY.match(words)
        and not _TOLD.match(words)
    )


def parted(text: str, start: int, end: int) -> list[Span]:
    """A sentence as one span, or as two where it says "we" twice: "We welcome … and we undertake …"."""
    while end > start and text[end - 1] in '.” "':
        end -= 1
    again = _AGAIN.search(text, start + 20, end)
    if again is None:
        return [Span(start, end)]
    return [Span(start, again.start()), Span(again.end(), end)]


def unlabelled(page: Page) -> frozenset[int]:
    """The paragraphs with answers of an interview whose questions stand in paragraphs of their own, without labels."""
    asked = [
        number
        for number, span in enumerate(page.paragraphs)
        if page.text[span.start : span.end].rstrip('*_”"» ').endswith("?") and span.end - span.start < _LONGEST_QUESTION
    ]
    if len(asked) < _FEWEST or turns(page):
        return frozenset()
    last = max(asked)
    answers = {
        number
        for number, span in enumerate(page.paragraphs)
        if number > asked[0] and number not in asked and not _prompts(page, span, number == len(page.paragraphs) - 1)
    }
    gaps = sum(1 for number in asked if number + 1 in answers)
    return frozenset(answers) if gaps >= _FEWEST and last + 1 in answers else frozenset()


def _prompts(page: Page, span: Span, last: bool) -> bool:
    """Whether a paragraph puts something to the one who is interviewed without asking: "Cairo calls you naive."."""
    words = page.text[span.start : span.end]
    return not last and len(words.split()) < 20 and _YOU.search(words) is not None and _I.search(words) is None


def reports(page: Page, attribution: Attribution) -> bool:
    """Whether an attribution inside somebody's own words reports somebody else: a name or an office said something."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None:
        return False
    if not page.text[cue.start : cue.end].lower().startswith(_REPORTING):
        return False
    words = page.text[source.start : source.end].split()
    return any(word[:1].isupper() and word.lower() not in PRONOUNS for word in words) or any(
        word.lower() in OFFICIAL for word in words
    )


def label_of(text: str, paragraph: Span) -> Span | None:
    """The name before the colon with which a turn begins: "Orlov:", "Anna Weber, spokeswoman:", "Aoki (Japan):"."""
    dashed = _DASHED.match(text, paragraph.start, paragraph.end)
    lettered = _LETTERED.match(text, paragraph.start, paragraph.end)
    if lettered is not None and dashed is None:
        return Span(*lettered.span(1))
    stopped = _STOPPED.match(text, paragraph.start, paragraph.end)
    if stopped is not None:
        return Span(*stopped.span(1))
    if dashed is not None and (dashed[1][1] == "." or text.count(f"\n{dashed.group()[:-1]}") >= _RETURNS):
        # a place and a dash open the report of an agency, once
        return Span(*dashed.span(1))
    colon = text.find(":", paragraph.start, min(paragraph.end, paragraph.start + _LONGEST_LABEL))
    if colon < 0 or text[colon + 1 : colon + 2] not in {" ", "\n"}:
        return None
    bullet = _BULLET.match(text, paragraph.start, colon)
    start = bullet.end() if bullet else paragraph.start
    words = _ASIDE.sub("", text[start:colon])
    name, _, office = words.partition(",")
    parts = name.split()
    if not parts or (
        any(mark in words for mark in '.!?;“”"«»')
        and not re.fullmatch(r"(?:[^.!?;“”\"«»]|\b[A-Z]\.|\b[A-Z][A-Za-z]{0,4}\.)+", words)
    ):
        return None
    if (
        parts[0].lower().strip(".,") in _NOT_A_SPEAKER - {"question"}
        or len(office.split()) > 9
        or _CLAUSE & set(office.split())
    ):
        return None
    # an office that comes back: "Official spokesperson:"
    titled = (
        parts[0][:1].isupper()
        and parts[-1].lower() in OFFICIAL
        and len(parts) <= 4
        and text.count(f"\n{text[start:colon]}: ") >= _RETURNS
    )
    named = all(part[:1].isupper() or part.lower() in _NAME_LINKS for part in parts)
    if not (named or titled) or len(parts) > 8:
        return None
    return Span(start, start + len(text[start:colon].rstrip()))


def _bare(text: str, span: Span) -> Span:
    start, end = span
    while start < end and text[start] in ' \n"“«':
        start += 1
    while end > start and text[end - 1] in ' \n"”».':
        end -= 1
    return Span(start, end)
