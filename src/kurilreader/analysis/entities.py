"""Entities: the names of an article with their types, each group of mentions under its clearest name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kurilreader.analysis.finding import Name
from kurilreader.analysis.gazetteer import Hit, slug
from kurilreader.analysis.nametypes import Found
from kurilreader.analysis.people import Registry
from kurilreader.analysis.scene import Scene
from kurilreader.domain import EntityType, Mention, Span

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|"
    r"Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}(?:,?\s+\d{{4}})?\b|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,\s+\d{{4}})?\b|\b{_MONTH}\s+\d{{4}}\b"
    r"|\b(?:1[5-9]|20)\d{2}-\d{2}-\d{2}\b|(?<=\bin )(?:1[5-9]|20)\d{2}\b|(?<=\bsince )(?:1[5-9]|"
    r"20)\d{2}\b|(?<=\bthe )(?:1[5-9]|20)\d{2}(?=\s)"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"|\b\d{1,2}\s+(?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?:\s+\d{4}(?:\s+года)?)?"
)
_QUANTITY = re.compile(
    r"(?:[$£€¥]\s?)?\b\d[\d,.]*\d?\s?(?:%|per cent|percent|million|billion|trillion|thousand)?\s?"
    r"(?:dollars?|euros?|yen|rubles?|roubles?|pounds?|yuan|tons?|tonnes?|kilomet(?:re|er)s?|km|miles?|"
    r"nautical miles?|hectares?|square kilomet(?:re|er)s?|met(?:re|er)s?|people|troops|soldiers|vessels|"
    r"ships|barrels|cubic met(?:re|er)s?|megawatts?)\b"
    r"|[$£€¥]\s?\d[\d,.]*\d?(?:\s(?:million|billion|trillion))?|\b\d[\d,.]*\s?(?:%|per cent\b|percent\b)|"
    r"\b\d[\d,.]*\s(?:million|billion|trillion)\b"
)
#: a name that the trained finder alone sees must be as sure as this
_LEAST = 0.65
_EVENT = re.compile(
    r"\b(?:World War (?:I{1,2}|One|Two)|(?:First|Second) World War|Cold War|Great Patriotic War|"
    r"Russo-Japanese War|Korean War|Gulf War|Northern Territories Day|Victory Day)\b"
)


def mentions(scene: Scene, registry: Registry, extra: Sequence[Name] = ()) -> tuple[Mention, ...]:
    """All mentions of an article in text order, none overlapping another."""
    text = scene.page.text
    taken: list[Mention] = []
    candidates: list[tuple[int, int, int, Mention]] = []

    def offer(rank: int, mention: Mention) -> None:
        candidates.append((rank, -(mention.end - mention.start), mention.start, mention))

    for match in _EVENT.finditer(text):
        offer(0, _plain(text, Span(*match.span()), EntityType.EVENT))
    for hit in scene.hits:
        offer(1, _of_hit(text, hit))
    for found in scene.names:
        if found.type is not EntityType.OTHER:
            inside = scene.hits_in(found.first, found.last)
            longer = inside and (found.last - found.first > max(hit.last - hit.first for hit in inside))
            offer(0 if longer else 2, _of_name(text, found, registry))
    for name in extra:
        if name.confidence < _LEAST:
            continue
        offer(3, _plain(text, name.span, name.type))
    for pattern, what in ((_DATE, EntityType.DATE), (_QUANTITY, EntityType.QUANTITY)):
        for match in pattern.finditer(text):
            offer(4, _plain(text, Span(*match.span()), what))
    used = bytearray(len(text) + 1)
    for _, _, _, mention in sorted(candidates, key=lambda each: each[:3]):
        if not any(used[mention.start : mention.end]):
            used[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
            taken.append(mention)
    taken.sort(key=lambda each: each.start)
    return tuple(_merged(taken))


def _plain(text: str, span: Span, what: EntityType) -> Mention:
    words = text[span.start : span.end]
    return Mention(span.start, span.end, words, what, slug(words) or words, " ".join(words.split()))


def _of_hit(text: str, hit: Hit) -> Mention:
    entry = hit.entry
    return Mention(hit.start, hit.end, text[hit.start : hit.end], entry.type, entry.id, entry.name, entry.party)


def _of_name(text: str, found: Found, registry: Registry) -> Mention:
    words = text[found.span.start : found.span.end]
    if found.type is EntityType.PERSON:
        known = registry.at(found.first, found.last)
        if known is not None:
            return Mention(
                found.span.start,
                found.span.end,
                words,
                found.type,
                slug(known.name),
                known.name,
                None if known.other else known.party,
            )
    return _plain(text, found.span, found.type)


def _merged(found: Iterable[Mention]) -> Iterable[Mention]:
    """Short forms join the longer name they end or begin: "the Commission" the European Commission."""
    full: dict[str, Mention] = {}
    for mention in found:
        if mention.type is EntityType.ORGANIZATION and mention.party is None and " " not in mention.text:
            longer = full.get(mention.text)
            if longer is not None:
                mention = Mention(  # noqa: PLW2901
                    mention.start, mention.end, mention.text, mention.type, longer.entity, longer.name, longer.party
                )
        elif mention.type is EntityType.ORGANIZATION:
            for word in (mention.text.split()[-1], mention.text.split()[0]):
                if word[:1].isupper():
                    full[word] = mention
        yield mention
