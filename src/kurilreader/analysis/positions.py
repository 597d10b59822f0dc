"""Positions: what each party states, statements that say the same merged, the clearest wording leading."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kurilreader.analysis.sameness import same
from kurilreader.domain import Kind, Position, Quote, Statement

LIMIT = 140

#: words that carry the force of a statement: a cut may not lose one
_FORCE = re.compile(
    r"\b(?:(?:can|could|will|would|shall|may|might|must|should|do|does|did|has|have|had|is|are|was|were|be|been)\s+"
    r"(?:\w+ly\s+)?)*"
    r"(?:only (?:if|when|after|once)|even if|if|unless|until|only|after|when|once|provided|before|as long as|"
    r"as soon as|on condition|depends?|not|no|never|without|cannot|except|but|although|while|because|must|should|may|"
    r"might|could)\b|n[’']t\b",
    re.I,
)
_RELATIVE = re.compile(r",\s(?:which|who|whose|where|hours|days|adding)\b[^,;]*,\s")
_CUTS = re.compile(
    r"[,;:—–]\s|\s(?=(?:and|or|as|for|in|on|at|with|by|to|that|which|who|while|because|despite|amid|through|under|over)\b)"
)
#: what ties a sentence to the one before it
_OPENING = re.compile(r"^(?:(?:and|but|so|yet|however|therefore|moreover|besides|also|in addition|a\.)[\s,]+)+", re.I)
#: what is left at the end where a content is cut short
_TRAILING = re.compile(r"(?:[\s,;:.]+(?:and|or|but|with|of|to|in|for|on|by|as|at|from|that|which))?[\s,;:.]*$")
_PAREN = re.compile(r"\s*[(\[][^)\]]*[)\]]")
#: a verb that stands as a predicate: forms of to be, have, do, the modals, and -s or -ed behind a pronoun or a name
_FINITE = re.compile(
    r"(?<!to )(?<!not )\b(?:is|are|was|were|am|will|would|shall|should|can|could|may|might|must|cannot|ought|has|have"
    r"|had|do|does|did|needs?|wants?|remains?|depends?|belongs?|began|came|went|took|gave|stays?|stands?|means|meant|knows?|lies|keep"
    r"|go|come|make|take|give|show"
    r"|goes|comes|makes|takes|gives|keeps|leaves|leads|seems?|allows?|serves?|requires?|supports?|opposes?|rejects?|accepts?"
    r"|considers?|expects?|intends?|refuses?|welcomes?|regrets?|condemns?|urges?|insists?|recogni[sz]es?|respects?|asks?"
    r"|demands?|agrees?|denies|deny)\b|[’'](?:re|ll|ve|d|m)\s|n[’']t\b|\b(?:it|that|he|she|there|what)[’']s\b"
    r"|\b(?:it|they|he|she|we|i|you|nobody|everyone)\s+(?!in\b|on\b|at\b|of\b|to\b|and\b|by\b|for\b|with\b)\w+"
    r"|^(?:stop|give|return|withdraw|wait|let|come|keep|leave|open|lift)\b",
    re.I,
)
#: what names nothing that could be understood away from its place
_VAGUE = frozenset(
    "charge accusation claim protest reading allegation proposal idea offer plan suggestion remark demand note view"
    " decision question matter point this that these those them it him her us itself themselves".split()
)
#: a line may not begin with a pronoun that is no subject, nor end on half of a pair
_NO_BEGINNING = re.compile(r"(?:them|him|us|it,)\b", re.I)
_DANGLING = re.compile(
    r"(?:,?\s(?:and|or)\s(?:an?|the|its|their|his|her|our)\s\w+|,?\s(?:and|or|with|of|to|in|for|on|by|as|at|from)"
    r"|\s(?:aimed|based|grounded|directed|designed|intended|linked|tied|related|a|an|the))$",
    re.I,
)
_DETERMINERS = frozenset("the a an such all any its his her their our both on of".split())
_INFINITIVE = re.compile(r"(?:not |never )?to\b", re.I)
_CLAUSES = re.compile(
    r"\s(?:that|which|who|whose|where|whom|as|if|unless|until|because|while|when|than|after|before)\s", re.I
)
#: cues that only report: what they lead to is a sentence or is left to the statements
_SAYING = frozenset(
    "say says said saying tell tells told state states stated add adds added note notes noted declare declares declared"
    " argue argues argued assert asserts asserted claim claims claimed maintain maintains maintained reply replies"
    " replied respond responds responded answer answers answered explain explains explained stress stresses stressed"
    " write writes wrote believe believes believed think thinks thought hope hopes hoped indicate indicates indicated"
    " according remark remarked observe observed comment commented recall recalled reiterate reiterated".split()
)
_AUXILIARY = re.compile(
    r"\b(?:(?:do|does|did|has|have|had|will|would|can|could|is|are|was|were)(?:n[’']t|\s+not|\s+never)|cannot|never|not)"
    r"\s+(?:\w+ly\s+)?$",
    re.I,
)
#: nouns that report ("objections to …") begin no sentence
_NOUN_CUE = re.compile(r"(?:ions?|ments?|ance|als?|ness|ity|ies|position|view|stance|help)$")
_GAP = 60
_BREAK = re.compile(r"[.;:!?“”\"«»\n]")
_KIND_WEIGHT = {Kind.CONDITION: 1.0, Kind.REFUSAL: 0.9, Kind.WARNING: 0.8, Kind.DEMAND: 0.8, Kind.OFFER: 0.8,
                Kind.COMMITMENT: 0.7, Kind.ACCUSATION: 0.6, Kind.SUPPORT: 0.5, Kind.CLAIM: 0.5}  # fmt: skip


def positions(statements: Sequence[Statement], name: Callable[[str], str], text: str) -> tuple[Position, ...]:
    """Positions of all parties, each party's in order of weight; `name` names a party, `text` is the article's."""
    parties = dict.fromkeys(each.party for each in statements if each.party is not None)
    found: list[Position] = []
    for party in parties:
        groups = _groups([each for each in statements if each.party == party])
        lined = [(group, line) for group in groups if (line := _line(group, text))]
        if not lined:
            # a party's only words are shown as they are rather than left out
            lined = [(group, panel_line(_lead(group).text)) for group in groups]
        weighed = sorted(lined, key=lambda each: (-_weight(each[0], len(text)), each[0][0].start))
        found.extend(_position(party, name(party), group, line) for group, line in weighed)
    return tuple(found)


def _groups(statements: Sequence[Statement]) -> list[list[Statement]]:
    groups: list[list[Statement]] = []
    for statement in statements:
        group = next((each for each in groups if any(same(known, statement) for known in each)), None)
        if group is None:
            groups.append([statement])
        else:
            group.append(statement)
    return groups


def _line(group: Sequence[Statement], text: str) -> str:
    """The line of a position: the clearest wording that makes a sentence, "" where none does."""
    for statement in sorted(group, key=lambda each: (-_clarity(each), each.start)):
        if _NO_BEGINNING.match(statement.text):
            continue
        if finite(statement.text) or statement.quote is Quote.DIRECT:
            return panel_line(statement.text)
        if (begun := _begun(statement, text)) and not _vague(statement.text):
            return panel_line(begun)
    return ""


def _begun(statement: Statement, text: str) -> str:
    """A content without a verb of its own together with the words that lead to it: "Rejected the draft"."""
    cue = statement.cue
    if cue is None or (word := cue.text.lower().split()[0]) in _SAYING or _NOUN_CUE.search(word):
        return ""
    start, end = statement.content[0].start, statement.content[-1].end
    gap = text[cue.end : start]
    if not 0 <= start - cue.end <= _GAP or _BREAK.search(gap):
        return ""
    before = _AUXILIARY.search(text, max(0, cue.start - 24), cue.start)
    return " ".join(text[before.start() if before else cue.start : end].split())


def _vague(text: str) -> bool:
    return all(word in _VAGUE for word in re.findall(r"\w+", text.lower()) if word not in _DETERMINERS)


def finite(text: str) -> bool:
    """Whether a wording has a verb that makes it a sentence, outside the clauses that hang on it."""
    if _INFINITIVE.match(text):
        return False
    return _FINITE.search(_CLAUSES.split(" ".join(text.split()), maxsplit=1)[0]) is not None


def _lead(group: Sequence[Statement]) -> Statement:
    return max(group, key=lambda each: (_clarity(each), -each.start))


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


def _position(party: str, name: str, group: Sequence[Statement], line: str) -> Position:
    lead = _lead(group)
    rest = [each for each in group if each is not lead]
    topics = dict.fromkeys(topic for each in (lead, *rest) for topic in each.topics[:2])
    return Position(party, name, tuple(topics)[:3], lead.kind, line, (lead.id, *(each.id for each in rest)))


def panel_line(text: str) -> str:
    """A content as one line of at most 140 characters that keeps its force.

    Asides go first, then a tail without any word that carries force ("only if", "not", "must" …); where such a word
    stands too far behind, the middle is left out, and every omission shows as "…".
    """
    line = _OPENING.sub("", " ".join(text.split()).strip(" ,;:—–-"))
    line = _balanced(_TRAILING.sub("", line.removeprefix("that ")))
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


def _balanced(line: str) -> str:
    """Without quotation marks that have lost their other half."""
    for opening, closing in ("“”", "«»", '""'):
        if (
            (line.count(opening) + line.count(closing)) % 2
            if opening == closing
            else line.count(opening) != line.count(closing)
        ):
            line = line.replace(opening, "").replace(closing, "")
    return line


def _cut(line: str) -> str:
    fits = [match.start() for match in _CUTS.finditer(line) if 40 <= match.start() <= LIMIT - 2]
    for at in reversed(fits):
        if not _FORCE.search(line[at:]):
            return _ended(line[:at])
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
        return _ended(joined[: LIMIT - 2].rsplit(" ", 1)[0])
    return _ended(line[: LIMIT - 2].rsplit(" ", 1)[0])


def _ended(line: str) -> str:
    """A line that something is cut from, without half of a pair or a bare preposition at its end."""
    line = line.rstrip(" ,;:—–")
    cut = _DANGLING.sub("", line)
    if len(cut) >= LIMIT // 3 and not _FORCE.search(line[len(cut) :]):
        line = cut.rstrip(" ,;:—–")
    return line + " …"
