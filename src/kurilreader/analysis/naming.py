"""Names that no gazetteer knows: people, bodies and places by capital letters, titles and the words around them."""

from __future__ import annotations

import re
from collections import Counter

from kurilreader.analysis.gazetteer import Hit, Role
from kurilreader.analysis.nametypes import NEVER, OFFICES, ORGANISATION, PLACE, Found, classify
from kurilreader.analysis.page import Page, Token
from kurilreader.analysis.words import (
    ADVERBS,
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    HONORIFICS,
    OFFICIAL,
    OTHERS,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TITLES,
)
from kurilreader.domain import EntityType, Span

_LINKS = frozenset(
    "of de da do dos du la le al el bin ibn bint van von der den del della di ben abu ould y e zu zum ter ten los las"
    " í á av af ag ait ole ul ur".split()
)
#: family names that begin with a small particle: "el-Tahir", "al-Jubouri", "d’Alema"
_PARTICLED = re.compile(
    r"(?:al|el|an|ar|as|ash|at|az|ad|ul|ur|ben|bin|bint|ould|abu|ibn|de|da|d’|d'|l’)[-’']?[A-ZÀ-Þ]\w+"
)
_ORG_LINKS = frozenset("of for on the and in".split())


def find_names(page: Page, hits: list[Hit], people: frozenset[str] = frozenset()) -> list[Found]:
    """Names besides the known ones, in text order; those known as part of a longer name may be inside one."""
    tokens = page.tokens
    taken: dict[int, Hit] = {}
    for hit in hits:
        for number in range(hit.first, hit.last):
            taken[number] = hit
    starts = {sentence.tokens[0].start for sentence in page.sentences if sentence.tokens}
    starts.update(span.start for span in page.plain)
    starts.update(inner.start for _, inner in page.quotes)
    lower = Counter(token.low for token in tokens if not token.capital)
    inside = Counter(token.raw for token in tokens if token.capital and token.start not in starts)
    found: list[Found] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if not _namelike(token) or (at in taken and not _longer(tokens, at, taken)):
            at = taken[at].last if at in taken else at + 1
            continue
        if token.low in DETERMINERS and at not in taken:
            at += 1
            continue
        initial = token.start in starts or (at > 0 and tokens[at - 1].raw in {":", "“", '"', "«", "—", "•"})
        if (
            initial
            and _common(token, lower, inside, named=at + 1 < len(tokens) and _namelike(tokens[at + 1]))
            and not _title_run(tokens, at)
        ):
            at += 1
            continue
        last = _run(tokens, at, taken)
        name = classify(tokens, at, last)
        if name is not None:
            found.append(name)
        at = max(last, at + 1)
    return _propagate(tokens, found, taken, people)


def _namelike(token: Token) -> bool:
    if not token.capital:
        return _PARTICLED.match(token.raw) is not None
    return token.raw[0].isalpha() and not (token.raw.isupper() and len(token.raw) == 1 and token.low in {"i", "a"})


def _common(token: Token, lower: Counter[str], inside: Counter[str], *, named: bool) -> bool:
    """Whether a capitalised word at the start of a sentence is an ordinary word; `named` where a name follows it."""
    low = token.low
    if low in DETERMINERS or low in PRONOUNS or low in PREPOSITIONS or low in SUBORDINATORS or low in COORDINATORS:
        return True
    if low in AUXILIARIES or low in ADVERBS or low in NEVER:
        return True
    if low in TITLES or low in OFFICIAL:
        return False
    if inside[token.raw]:
        return False
    return lower[low] > 0 or low in OTHERS or low.endswith("ing") or (low.endswith("ly") and not named)


def _title_run(tokens: list[Token], at: int) -> bool:
    after = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].raw == ".")
    return after < len(tokens) and tokens[at].low in TITLES and _namelike(tokens[after])


def _longer(tokens: list[Token], at: int, taken: dict[int, Hit]) -> bool:
    """Whether a known name begins a longer one: Tokyo Shimbun, Kyodo News, Sakhalin Oblast."""
    hit = taken[at]
    if hit.first != at or hit.entry.role is Role.PERSON:
        return False
    last = hit.last
    if (
        last >= len(tokens)
        or not _namelike(tokens[last])
        or last in taken
        or tokens[last].start != tokens[last - 1].end + 1
    ):
        return False
    end = last
    while end < len(tokens) and _namelike(tokens[end]) and end not in taken:
        end += 1
    final = tokens[end - 1].low
    if hit.entry.type is EntityType.NATIONALITY:
        return False
    return (
        final in ORGANISATION and final not in {"office", "ministry", "embassy", "parliament", "cabinet", "government"}
    ) or final in PLACE - {"state", "republic"}


def _run(tokens: list[Token], at: int, taken: dict[int, Hit]) -> int:  # noqa: PLR0915 (one walk, one loop)
    """One past the run of capitalised words and their links that begins at `at`."""
    last = at + (taken[at].last - at if at in taken else 1)
    while last < len(tokens):
        token = tokens[last]
        gap = tokens[last].start - tokens[last - 1].end
        if gap > 1 or (gap == 1 and token.raw in {",", "."}):
            break
        if token.raw == "." and tokens[last - 1].raw in {
            "Mr",
            "Mrs",
            "Ms",
            "Dr",
            "St",
            "Gen",
            "Lt",
            "Col",
            "Prof",
            "Sen",
            "Rep",
            "Gov",
            "Adm",
            "Capt",
            "Hon",
            "Amb",
            "Rev",
            "Jr",
            "Sr",
        }:
            last += 1
            continue
        if (
            token.raw == "."
            and len(tokens[last - 1].raw) == 1
            and last + 1 < len(tokens)
            and _namelike(tokens[last + 1])
        ):
            last += 1
            continue
        if last in taken:
            hit = taken[last]
            if (
                hit.entry.role in {Role.METONYM, Role.NONE}
                and hit.last == last + 1
                and tokens[last - 1].low not in TITLES | OFFICIAL
                and any(tokens[number].low in OFFICES for number in range(at, last))
            ):
                # "Foreign Minister Mauro Lima" is nobody in Peru
                last = hit.last
                continue
            if hit.entry.type is EntityType.NATIONALITY or hit.entry.role in {Role.PERSON, Role.BODY}:
                break
            following = tokens[hit.last].low if hit.last < len(tokens) else ""
            if (
                following in {"sea", "strait", "channel", "ocean", "gulf", "coast"}
                and hit.entry.type is EntityType.PLACE
                and tokens[last - 1].low in {"south", "east", "north", "west"}
            ):
                last = hit.last
                continue
            # "Foreign Ministry of Japan" is two names, "University of Tokyo" one
            if not (
                tokens[last - 1].low == "of"
                and tokens[at].low
                in {
                    "university",
                    "bank",
                    "gulf",
                    "strait",
                    "sea",
                    "bay",
                    "port",
                    "republic",
                    "treaty",
                    "declaration",
                    "agreement",
                    "convention",
                    "peace",
                    "battle",
                }
            ):
                break
            last = hit.last
            continue
        if _namelike(token):
            if (
                token.low in HONORIFICS
                and tokens[last - 1].low not in HONORIFICS | TITLES
                and tokens[last - 1].raw != "."
            ):
                break
            last += 1
            continue
        low = token.low
        if low in _LINKS | _ORG_LINKS or token.raw in {"&"}:
            ahead = last + 1
            if ahead < len(tokens) and tokens[ahead].low == "the" and low in {"of", "for", "on"}:
                ahead += 1
            head_low = tokens[last - 1].low
            if ahead < len(tokens) and _namelike(tokens[ahead]):
                bodylike = any(
                    tokens[n].low in ORGANISATION or tokens[n].low in {"house", "court", "secretary", "minister"}
                    for n in range(at, last)
                )
                if low in {"of", "for", "on", "in", "and", "the"}:
                    if low in {"in", "the"}:
                        break
                    if low == "and":
                        rest = ahead
                        while rest < len(tokens) and _namelike(tokens[rest]) and rest not in taken:
                            rest += 1
                        if not any(
                            tokens[n].low in {"ministry", "minister", "department", "committee"}
                            for n in (*range(at, last), *range(ahead, rest))
                        ):
                            break
                    elif not (
                        (bodylike and low != "on")
                        or head_low
                        in {
                            "gulf",
                            "sea",
                            "strait",
                            "bay",
                            "isle",
                            "cape",
                            "port",
                            "rio",
                            "republic",
                            "university",
                            "declaration",
                            "treaty",
                        }
                        or head_low in ORGANISATION
                    ):
                        break
                    if (
                        ahead in taken
                        and low == "of"
                        and head_low in {"ministry", "minister", "government", "president"}
                    ):
                        break
                last = ahead
                continue
        break
    while (
        last > at + 1
        and (tokens[last - 1].low in _LINKS | _ORG_LINKS or tokens[last - 1].raw in {".", "&"})
        and not tokens[last - 1].capital
    ):
        last -= 1
    return last


def _propagate(tokens: list[Token], found: list[Found], taken: dict[int, Hit], known: frozenset[str]) -> list[Found]:
    """Give lone names the type of the full name they are part of, everywhere in the text."""
    people: set[str] = set(known)
    places: set[str] = set()
    for each in found:
        words = [tokens[number].raw for number in range(each.first, each.last)]
        if each.type is EntityType.PERSON and each.confidence >= 0.7:
            people.add(words[-1])
            people.update(word for word in words if len(word) > 2 and word.lower() not in _LINKS)
        elif each.type is EntityType.PLACE:
            places.add(" ".join(words))
    for hit in taken.values():
        if hit.entry.role is Role.PERSON:
            people.update(tokens[number].raw for number in range(hit.first, hit.last))
    covered = {number for each in found for number in range(each.first, each.last)} | set(taken)
    answer: list[Found] = []
    for each in found:
        words = [tokens[number].raw for number in range(each.first, each.last)]
        joined = " ".join(words)
        if each.type is EntityType.OTHER or (
            each.confidence < 0.75 and each.type is EntityType.PLACE and len(words) == 1
        ):
            if joined in people:
                answer.append(Found(each.span, EntityType.PERSON, each.first, each.last, 0.8))
            elif joined in places:
                answer.append(Found(each.span, EntityType.PLACE, each.first, each.last, 0.7))
            elif each.type is not EntityType.OTHER:
                answer.append(each)
            continue
        answer.append(each)
    for number, token in enumerate(tokens):
        if number in covered or not token.capital:
            continue
        if token.raw in people and token.low not in TITLES and token.low not in NEVER:
            answer.append(Found(Span(token.start, token.end), EntityType.PERSON, number, number + 1, 0.8))
        elif token.raw in places:
            answer.append(Found(Span(token.start, token.end), EntityType.PLACE, number, number + 1, 0.7))
    answer.sort(key=lambda each: each.span.start)
    return answer
