"""Noun phrases and clauses as far as word classes and order give them away: who is the subject, where a clause ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kurilreader.analysis.page import Token
from kurilreader.analysis.words import (
    AUXILIARIES,
    COORDINATORS,
    DETERMINERS,
    DOCUMENTS,
    IRREGULAR,
    MONTHS,
    OFFICIAL,
    OTHERS,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    TIME_NOUNS,
    TITLES,
    WEEKDAYS,
    adverb,
)

Tokens = Sequence[Token]
_CLITIC = {"’s", "'s"}
_NAME_PREMODIFIERS = frozenset(
    "top chief deputy former opposition veteran government senior official long-time outgoing incoming new then acting"
    " leading national regional local state foreign interior defence defense prime main supreme retired exiled".split()
)
_TEXTS = frozenset(
    "draft resolution text statement note letter communique communiqué paper motion petition bill".split()
)
#: titles that a full stop shortens
_SHORT = frozenset("mr mrs ms dr gen lt col maj capt adm prof sen rep gov amb hon st".split())
_WHERE = frozenset("in at near from off around outside".split())
_SAYING = frozenset("say says said think believe fear hope note warn argue insist add expect want".split())
_PAPERS = frozenset({"daily", "weekly", "monthly"})
_ADJECTIVES = ("ese", "ish", "ian", "can", "ean", "eli", "aqi", "ani", "abi")
_LAST = frozenset("this last that next earlier past same each every".split())


@dataclass(frozen=True, slots=True)
class Source:
    """Tokens `[first, last)` that name who speaks; `lead` is where the clause they head begins."""

    first: int
    last: int
    lead: int
    #: taken over from the cue before: "X said …, and warned that …"
    inherited: bool = False


def word(token: Token) -> bool:
    """Whether a token is a word rather than a mark or a quotation."""
    return token.quote is None and token.raw[0].isalnum()


def head(tokens: Tokens, first: int, last: int) -> Token:
    """The head of a noun phrase: its last word before a preposition, a comma or a relative clause."""
    found = tokens[first]
    for at in range(first, last):
        token = tokens[at]
        if at > first and (
            token.raw in {",", "(", "—", "–"} or token.low in PREPOSITIONS or token.low in {"who", "which"}
        ):
            break
        if word(token):
            found = token
    return found


def actor(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a noun phrase can speak: a name, a pronoun, or a noun for people and bodies that do."""
    top = head(tokens, first, last)
    return (
        top.capital
        or top.low in PRONOUNS
        or top.low in {"both", "neither"}
        or top.low in OFFICIAL
        or top.low in OTHERS
        or top.low in DOCUMENTS
    )


def skip_back(tokens: Tokens, at: int) -> int:
    """Step back over auxiliaries, adverbs and times between subject and verb."""
    while at >= 0:
        low = tokens[at].low
        if (low in AUXILIARIES and not (low in _CLITIC and at and tokens[at - 1].capital)) or (adverb(low) and at):
            at -= 1
        elif low in WEEKDAYS:
            at -= 2 if at and tokens[at - 1].low == "on" else 1
        elif at > 1 and low in TIME_NOUNS and (tokens[at - 1].low in _LAST or tokens[at - 2].low in _LAST):
            at -= 2 if tokens[at - 1].low in _LAST else 3
        elif at > 1 and (low in MONTHS or low.isdigit()) and tokens[at - 1].low in {"in", "on"}:
            at -= 2
        elif at > 2 and low.isdigit() and tokens[at - 1].low in MONTHS and tokens[at - 2].low == "on":
            at -= 3
        elif at > 1 and low in {"part", "turn"} and tokens[at - 1].low in {"its", "his", "her", "in", "their"}:
            at -= 3 if tokens[at - 2].low in {"for", "on"} else 2
        else:
            break
    return at


def phrase_start(tokens: Tokens, end: int) -> int | None:  # noqa: PLR0915 (one walk, one loop)
    """Where the noun phrase begins whose last token is `end`, or None when there is none."""
    last = tokens[end]
    if not word(last) and last.low not in _CLITIC:
        return None
    if last.low in PRONOUNS:
        return end
    if last.low in AUXILIARIES or last.low in PREPOSITIONS or last.low in SUBORDINATORS or adverb(last.low):
        return None
    named = last.capital and end != 0
    at = end
    lower = 0
    while at >= 0 and end - at < 28:
        token = tokens[at]
        low = token.low
        if low in _CLITIC or (token.raw == "." and at and tokens[at - 1].low in _SHORT):
            at -= 1
            continue
        if token.raw == "," and _lists(tokens, at, end):
            at -= 1
            continue
        if not word(token) and token.raw not in {"&"}:
            break
        if low in COORDINATORS:
            if low == "and" and 0 < at < end and _joins(tokens, at):
                at -= 1
                named = tokens[at].capital
                continue
            break
        if low in DETERMINERS and (low != "that" or at == 0):
            ahead = tokens[at - 1].low if at else ""
            if ahead in {"of", "in", "for", "from", "at", "to", "with", "both", "all"} or (
                ahead == "on" and at > 1 and tokens[at - 2].low in OFFICIAL | OTHERS
            ):
                if ahead in {"both", "all"}:
                    return at - 1
                named = False
                at -= 1
                continue
            if low in POSSESSIVES or low in DETERMINERS:
                return at
        if low in AUXILIARIES or low in SUBORDINATORS or low in PRONOUNS or (low in _SAYING and at != end):
            break
        if low in PREPOSITIONS:
            if at == 0 or not word(tokens[at - 1]):
                break
            before = tokens[at - 1]
            if low == "of" or before.low in OFFICIAL or before.low in OTHERS or before.low in TITLES:
                named = False
                at -= 1
                continue
            if low in _WHERE and not before.capital and not adverb(before.low) and before.low not in AUXILIARIES:
                # "partners in Madrid": the place is not who speaks
                named = False
                at -= 1
                continue
            break
        if adverb(low) and at != end and not (low == "first" and tokens[at + 1].low in OFFICIAL | TITLES | {"lady"}):
            break
        if token.capital:
            if low in WEEKDAYS:
                break
            lower = 0
            at -= 1
            continue
        if named and not (
            low in OFFICIAL
            or low in TITLES
            or low in OTHERS
            or low in _NAME_PREMODIFIERS
            or "-turned-" in low
            or (at < end and (tokens[at + 1].low in OFFICIAL or tokens[at + 1].low in TITLES))
        ):
            break
        lower += 1
        if lower > 5:
            break
        at -= 1
    start = at + 1
    while start <= end and (adverb(tokens[start].low) or tokens[start].low in WEEKDAYS or tokens[start].low in _CLITIC):
        start += 1
    return start if start <= end else None


def _joins(tokens: Tokens, at: int) -> bool:
    """Whether the "and" at a place joins names or actors rather than clauses."""
    left, right = tokens[at - 1], tokens[at + 1]
    if left.capital and (right.capital or (right.low == "of" and at + 2 < len(tokens) and tokens[at + 2].capital)):
        return True
    if left.low in OFFICIAL and (right.low in OFFICIAL or right.low in DETERMINERS):
        return True
    if left.low in _CLITIC or right.low in {"the", "its", "their"}:
        return left.capital or left.low in OFFICIAL
    return left.low in OFFICIAL or left.low in TITLES or (left.low in OTHERS and right.low in OTHERS)


def _lists(tokens: Tokens, comma: int, end: int) -> bool:
    """Whether a comma stands inside a list of names that ends with "and": Britain, France and Germany."""
    if comma == 0 or comma + 1 > end or not tokens[comma - 1].capital or not tokens[comma + 1].capital:
        return False
    at = comma + 1
    while at <= end and (tokens[at].capital or tokens[at].raw == ","):
        at += 1
    return at <= end and tokens[at].low == "and"


def phrase_end(tokens: Tokens, first: int) -> int:
    """One past the noun phrase that begins at `first`, read forwards (for subjects behind their verb)."""
    at = first
    if at < len(tokens) and tokens[at].low in PRONOUNS:
        return at + 1
    seen = False
    while at < len(tokens):
        token = tokens[at]
        low = token.low
        if low in _CLITIC or token.raw == "&" or (token.raw == "." and at > first and tokens[at - 1].low in _SHORT):
            at += 1
            continue
        if token.raw == "," and at > first and _lists(tokens, at, len(tokens) - 1):
            at += 1
            continue
        if not word(token):
            break
        if low in PREPOSITIONS:
            following = tokens[at + 1].low if at + 1 < len(tokens) else ""
            if low in {"of", "for", "at", "from"} or (
                low == "in" and following[:1] and tokens[at + 1].capital and following not in MONTHS
            ):
                at += 1
                continue
            break
        if low == "and" and at + 1 < len(tokens) and seen and _joins(tokens, at):
            at += 1
            continue
        if low in AUXILIARIES or low in SUBORDINATORS or low in COORDINATORS or low in WEEKDAYS or low in PRONOUNS:
            break
        if seen and low in DETERMINERS and tokens[at - 1].low not in PREPOSITIONS:
            break
        if seen and adverb(low) and not (low in _PAPERS and _qualified(tokens, first, at)):
            break
        before = tokens[at - 1]
        if (
            seen
            and not token.capital
            and (before.capital or before.low in OFFICIAL or before.low in OTHERS)
            and not _continues(tokens, at)
            and not _qualified(tokens, first, at)
        ):
            break
        seen = True
        at += 1
    return at


def _continues(tokens: Tokens, at: int) -> bool:
    """Whether a word in lower case after a name or a role still belongs to the noun phrase: "Rausu boat owners"."""
    for token in tokens[at : at + 3]:
        low = token.low
        if low in IRREGULAR:
            return False
        if low in OFFICIAL or low in OTHERS or low in TITLES or low in _NAME_PREMODIFIERS:
            return True
        if (
            not word(token)
            or token.capital
            or low in PREPOSITIONS
            or low in DETERMINERS
            or low in AUXILIARIES
            or low.endswith(("ed", "ing"))
        ):
            return False
    return False


def _qualified(tokens: Tokens, first: int, at: int) -> bool:
    """Whether a nationality before a noun makes it a noun phrase: "the largest Japanese daily" is not Japan."""
    low, before = tokens[at].low, tokens[at - 1]
    return (
        tokens[first].low in DETERMINERS
        and at - 1 > first
        and before.low.endswith(_ADJECTIVES)
        and word(tokens[at])
        and low not in IRREGULAR | TIME_NOUNS | _LAST
        and not low.endswith(("ed", "ing"))
    )


def subject(tokens: Tokens, verb: int, floor: int = 0) -> Source | None:
    """The subject before a verb; `first == last` stands for one to be taken over from the cue before."""
    at = skip_back(tokens, verb - 1)
    if at < floor:
        return Source(0, 0, verb, True) if at < 0 and verb > floor else None
    token = tokens[at]
    low = token.low
    if token.raw in {",", "—", "–", ")"}:
        opener = "(" if token.raw == ")" else token.raw
        bound = at - 1
        while bound > floor and tokens[bound].raw != opener and at - bound < 30:
            bound -= 1
        if bound <= floor or tokens[bound].raw != opener:
            return None
        named = bound - 1
        if tokens[named].raw == ")":
            # "ADA LUND (Norway), speaking for the Group, said"
            named = next((n - 1 for n in range(named, max(named - 6, 0), -1) if tokens[n].raw == "("), named)
        first = phrase_start(tokens, named)
        if first is None or first < floor:
            return None
        inner = tokens[bound + 1]
        nominal = at - bound < 16 and (
            inner.capital or inner.low in DETERMINERS or inner.low in TITLES or inner.low in OFFICIAL
        )
        return Source(first, at if nominal else bound, first)
    if low in {"and", "but", "then"}:
        lead = at - 1 if at and tokens[at - 1].raw == "," else at
        return Source(0, 0, lead, True)
    if low in {"who", "which", "that"}:
        end = at - 1
        while end >= floor and tokens[end].raw in {","}:
            end -= 1
        if low != "who" and end >= floor and tokens[end].low in _TEXTS:
            return Source(0, 0, at, True)
        if (
            low == "that"
            and end == at - 1
            and end >= floor
            and not (tokens[end].low in OFFICIAL or tokens[end].low in DOCUMENTS)
        ):
            return None
        first = phrase_start(tokens, end) if end >= floor else None
        return None if first is None or first < floor else Source(first, end + 1, at)
    if low == "to":
        before = tokens[at - 1].low if at else ""
        if before.startswith("continu") or before in {"wants", "wished", "wishes"}:
            return subject(tokens, at - 1, floor)
        if before in {"likes", "like", "quick", "keen", "careful", "eager", "pains"}:
            return subject(tokens, at - (2 if before == "pains" else 1), floor)
        if before == "on" and at > 1 and tokens[at - 2].low in {"went", "goes", "go"}:
            return subject(tokens, at - 2, floor)
        return None
    first = phrase_start(tokens, at)
    if first is None or first < floor:
        return None
    return Source(first, at + 1, first)


def trim(tokens: Tokens, first: int, last: int) -> tuple[int, int]:
    """A token range without marks at its ends."""
    while (
        first < last
        and tokens[first].quote is None
        and not tokens[first].raw[0].isalnum()
        and tokens[first].raw not in "($£€¥¡¿#"
    ):
        first += 1
    while (
        last > first
        and tokens[last - 1].quote is None
        and tokens[last - 1].raw in {",", ";", ":", ".", "—", "–", "-", "(", "!", "?"}
    ):
        last -= 1
    return first, last
