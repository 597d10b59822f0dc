"""What the index holds of an article: its words, its values, and its statements."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from kurilreader.domain import Analysis, Article, EntityType
from kurilreader.search import words
from kurilreader.search.schema import BODY_GAP, NO_MOMENT, STATEMENT_SPAN, VALUE_GAP

#: weights, in halves: how much more a word counts in the title and in the lead than in the rest (after BM25F)
TITLE_WEIGHT, LEAD_WEIGHT, BODY_WEIGHT = 6, 3, 2
#: the lead is the first paragraph, but not more words than this
LEAD_WORDS = 80
#: statements beyond this many are not indexed apart: no article has them, and a hostile one must not overflow
MOST_STATEMENTS = 100_000

_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(slots=True)
class Values:
    """The words of one field of one article, with the position of each."""

    forms: list[str] = field(default_factory=list)
    positions: array[int] = field(default_factory=lambda: array("I"))

    def add(self, forms: Iterable[str], position: int) -> None:
        """Add the words of a value, from a position on."""
        before = len(self.forms)
        self.forms.extend(forms)
        self.positions.extend(range(position, position + len(self.forms) - before))


@dataclass(slots=True)
class Document:
    """An article as the index takes it."""

    number: int
    moment: int
    language: str | None
    text: Values
    #: weight of each word of `text`, in halves
    weights: bytearray
    #: fields of words and of whole values besides `text`
    fields: dict[str, Values]


def moment_of(published: str | None) -> int:
    """Seconds since 1970 of an ISO 8601 moment or date, which is its first second in UTC; `NO_MOMENT` if unknown."""
    if not published:
        return NO_MOMENT
    try:
        moment = datetime.fromisoformat(
            published + "-01-01"[3 * published.count("-") :] if len(published) < 8 else published
        )
    except ValueError:
        return NO_MOMENT
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int((moment - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())


def make_document(number: int, article: Article, analysis: Analysis | None) -> Document:
    """Take from an article and its analysis what the index holds of them."""
    text, weights = _text(article)
    fields: dict[str, Values] = {}

    def put_words(name: str, values: Iterable[str]) -> None:
        target = Values()
        position = 0
        for value in values:
            forms = words.forms(value)
            target.add(forms, position)
            position += len(forms) + VALUE_GAP
        if target.forms:
            fields[name] = target

    def put_whole(name: str, values: Iterable[str]) -> None:
        target = Values()
        target.add((v[:200] for v in values if v), 0)
        if target.forms:
            fields[name] = target

    put_words("title", [article.title])
    put_words("author", [article.author or ""])
    put_words("source", [article.source or ""])
    put_whole("outlet", [article.source or ""])
    put_whole("lang", [article.language or ""])
    if moment_of(article.published) != NO_MOMENT:
        put_whole("month", [(article.published or "")[:7]])
    if analysis is not None:
        names: dict[str, dict[str, None]] = {"entity": {}, "place": {}, "person": {}}
        whole: dict[str, None] = {}
        for mention in analysis.entities:
            spoken = (mention.name, mention.text, mention.entity)
            names["entity"].update(dict.fromkeys(spoken))
            if mention.type in (EntityType.PLACE, EntityType.PERSON):
                names[mention.type.value].update(dict.fromkeys(spoken))
            if mention.type not in (EntityType.DATE, EntityType.QUANTITY):
                whole[mention.name] = None
        for name, values in names.items():
            put_words(name, values)
        put_whole("name", whole)
        fields.update(_statements(analysis))
    return Document(number, moment_of(article.published), article.language, text, weights, fields)


def _text(article: Article) -> tuple[Values, bytearray]:
    title = words.forms(article.title)
    paragraph = _PARAGRAPH.search(article.text)
    lead = words.forms(article.text[: paragraph.start()]) if paragraph else words.forms(article.text)
    rest = words.forms(article.text[paragraph.end() :]) if paragraph else []
    values = Values()
    values.add(title, 0)
    values.add(lead, len(title) + BODY_GAP)
    values.add(rest, len(title) + BODY_GAP + len(lead))
    led = min(len(lead), LEAD_WORDS)
    weights = bytearray([TITLE_WEIGHT]) * len(title) + bytearray([LEAD_WEIGHT]) * led
    weights += bytearray([BODY_WEIGHT]) * (len(lead) - led + len(rest))
    return values, weights


def _statements(analysis: Analysis) -> dict[str, Values]:
    out = {name: Values() for name in ("party", "partyname", "kind", "topic", "speaker", "stated")}
    names = {position.party: words.slug(position.name) for position in analysis.positions}
    for ordinal, statement in enumerate(analysis.statements[:MOST_STATEMENTS]):
        if not statement.stands:
            continue
        place = ordinal * STATEMENT_SPAN
        if statement.party:
            out["party"].add([words.slug(statement.party)], place)
            if names.get(statement.party):
                out["partyname"].add([names[statement.party]], place)
        out["kind"].add([statement.kind.value], place)
        for topic in statement.topics:
            out["topic"].add([words.slug(topic)], place)
        if statement.speaker is not None:
            spoken = " ".join(filter(None, (statement.speaker.name, statement.speaker.role, statement.speaker.text)))
            out["speaker"].add(words.forms(spoken)[: STATEMENT_SPAN - 1], place)
        out["stated"].add(words.forms(statement.text)[: STATEMENT_SPAN - 1], place)
    return {name: values for name, values in out.items() if values.forms}
