"""Positions: what each party states, statements that say the same merged, the clearest wording leading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kurilreader.domain import Kind, Position, Quote, Statement

LIMIT = 140

_WORD = re.compile(r"[^\W\d_]{3,}")
_STOP = frozenset(
    "the and that with this from have has had was were will would been are its their his her for not but which who any"
    " all our your into over under more than also only must should could may can there them they these those such be"
    " about between both what when where while very own upon".split()
)
#: words that carry the force of a statement: a cut may not lose one
_FORCE = re.compile(
    r"\b(?:if|unless|until|only|after|when|once|provided|before|as long as|as soon as|on condition|"
    r"depends?|not|no|never|without|cannot|except|but|although|while|because|must|should|may|might|"
    r"could)\b|n[’']t\b",
    re.I,
)
_RELATIVE = re.compile(r",\s(?:which|who|whose|where|hours|days|adding)\b[^,;]*,\s")
_CUTS = re.compile(
    r"[,;:—–]\s|\s(?=(?:and|or|as|for|in|on|at|with|by|to|that|which|who|while|because|despite|amid|through|under|over)\b)"
)
_PAREN = re.compile(r"\s*[(\[][^)\]]*[)\]]")
#: how much of the shorter wording two statements share that say the same on one topic
_SAME = {Kind.CONDITION: 0.15, Kind.REFUSAL: 0.2, Kind.WARNING: 0.2, Kind.OFFER: 0.2, Kind.SUPPORT: 0.2}
_KIND_WEIGHT = {Kind.CONDITION: 1.0, Kind.REFUSAL: 0.9, Kind.WARNING: 0.8, Kind.DEMAND: 0.8, Kind.OFFER: 0.8,
                Kind.COMMITMENT: 0.7, Kind.ACCUSATION: 0.6, Kind.SUPPORT: 0.5, Kind.CLAIM: 0.5}  # fmt: skip


def positions(statements: Sequence[Statement], name: Callable[[str], str], length: int) -> tuple[Position, ...]:
    """Positions of all parties, each party's in order of weight; `name` names a party, `length` is the text's."""
    parties = dict.fromkeys(each.party for each in statements if each.party is not None)
    found: list[Position] = []
    for party in parties:
        groups = _groups([each for each in statements if each.party == party])
        weighed = sorted(groups, key=lambda group: (-_weight(group, length), group[0].start))
        found.extend(_position(party, name(party), group) for group in weighed)
    return tuple(found)


def _words(statement: Statement) -> frozenset[str]:
    return frozenset(word[:6] for word in _WORD.findall(statement.text.lower()) if word not in _STOP)


def _groups(statements: Sequence[Statement]) -> list[list[Statement]]:
    groups: list[tuple[list[Statement], frozenset[str]]] = []
    for statement in statements:
        words = _words(statement)
        for at, (group, known) in enumerate(groups):
            lead = group[0]
            if lead.kind is not statement.kind or (lead.negated != statement.negated and lead.kind is Kind.CLAIM):
                continue
            shared = len(words & known) / max(1, min(len(words), len(known)))
            same_topic = not lead.topics or not statement.topics or lead.topics[0] == statement.topics[0]
            if shared >= 0.5 or (same_topic and shared >= _SAME.get(statement.kind, 0.3)):
                group.append(statement)
                groups[at] = (group, known | words)
                break
        else:
            groups.append(([statement], words))
    return [group for group, _ in groups]


def _clarity(statement: Statement) -> float:
    """How well a statement stands for others: said by someone named, whole, neither too short nor too long."""
    size = len(statement.text)
    score = statement.confidence
    score += 0.3 if statement.speaker is not None and statement.speaker.name else 0.0
    score += 0.1 if statement.quote is Quote.DIRECT else 0.0
    score += 0.3 if 40 <= size <= LIMIT else (0.1 if size <= 220 else -0.2)
    score -= 0.3 if size < 25 else 0.0
    return score


def _weight(group: Sequence[Statement], length: int) -> float:
    early = 1 - min(each.start for each in group) / max(1, length)
    return len(group) * 0.6 + _KIND_WEIGHT[group[0].kind] + max(map(_clarity, group)) * 0.5 + early * 0.6


def _position(party: str, name: str, group: Sequence[Statement]) -> Position:
    lead = max(group, key=lambda each: (_clarity(each), -each.start))
    rest = [each for each in group if each is not lead]
    topics = dict.fromkeys(topic for each in (lead, *rest) for topic in each.topics[:2])
    return Position(
        party, name, tuple(topics)[:3], lead.kind, panel_line(lead.text), (lead.id, *(each.id for each in rest))
    )


def panel_line(text: str) -> str:
    """A content as one line of at most 140 characters that keeps its force.

    Asides go first, then a tail without any word that carries force ("only if", "not", "must" …); where such a word
    stands too far behind, the middle is left out, and every omission shows as "…".
    """
    line = " ".join(text.split()).strip(" ,;:")
    line = line.removeprefix("that ")
    if len(line) > LIMIT:
        line = _PAREN.sub("", line)
    while len(line) > LIMIT:
        aside = next((match for match in _RELATIVE.finditer(line) if not _FORCE.search(match.group())), None)
        if aside is None:
            break
        line = line[: aside.start()] + " " + line[aside.end() :]
    if len(line) > LIMIT:
        line = _cut(line)
    return line[:1].upper() + line[1:]


def _cut(line: str) -> str:
    fits = [match.start() for match in _CUTS.finditer(line) if 40 <= match.start() <= LIMIT - 2]
    for at in reversed(fits):
        if not _FORCE.search(line[at:]):
            return line[:at].rstrip(" ,;:—–") + " …"
    late = [match.start() for match in _FORCE.finditer(line) if match.start() > LIMIT // 2]
    if late:
        # keep where the statement begins and the word of force with what follows it
        tail = line[late[0] :]
        head_room = 62
        head = line[:head_room].rsplit(" ", 1)[0].rstrip(" ,;:")
        if late[0] <= head_room + 12:
            head = line[: late[0]].rstrip()
            joined = f"{head} {tail}"
        else:
            joined = f"{head} … {tail}"
        if len(joined) <= LIMIT:
            return joined
        return joined[: LIMIT - 2].rsplit(" ", 1)[0].rstrip(" ,;:—–") + " …"
    return line[: LIMIT - 2].rsplit(" ", 1)[0].rstrip(" ,;:—–") + " …"
