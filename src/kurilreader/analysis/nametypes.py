"""What a run of capitalised words names: a person, a body, a place, a law or an event."""

from __future__ import annotations

from dataclasses import dataclass

from kurilreader.analysis.page import Token
from kurilreader.analysis.words import (
    HONORIFICS,
    MONTHS,
    OFFICIAL,
    OTHERS,
    TITLES,
    WEEKDAYS,
)
from kurilreader.domain import EntityType, Span


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


ORGANISATION = _set(
    "ministry agency council commission court union organization organisation party bank association institute"
    " university committee department office bureau parliament assembly senate congress army navy guard force forces"
    " chamber front group corporation company authority board foundation society federation league service police"
    " secretariat tribunal fund centre center directorate cabinet delegation command fleet institution academy college"
    " company holding airlines airways times post gazette herald tribune news daily press television radio"
    " movement alliance coalition community forum network trust treasury embassy consulate legislature"
    " international watch inc corp ltd plc llc brigade division regiment cooperative commons diet duma mission"
)
PLACE = _set(
    "island islands sea strait straits ridge river bay gulf peninsula province prefecture street square lake cape reef"
    " shoal ocean channel oblast region valley plateau archipelago coast city airport desert mountains mountain hills"
    " heights bank district county village town harbour harbor port base canal dam basin isles isle atoll rock rocks"
    " krai republic territory territories corridor delta pass point trench kuril kurils shore sound glacier falls"
    " avenue road bridge gate plain plains steppe forest state governorate oblast"
)
PLACE_FIRST = _set(
    "mount lake cape port fort saint san santa st gulf strait sea bay isle río rio lough el ras jebel jabal wadi ain"
    " île isla ilha punta monte cabo baie val tell umm bir khor koh ko pulau gunung nova ust"
)
_EVENT = _set(
    "war wars summit conference games crisis revolution uprising festival forum olympics dialogue"
    " congress exercise day anniversary"
)
#: what heads of speeches and papers are made of; nobody is called so
_TEXTS = _set(
    "speech address remarks statement intervention session policy keynote lecture message article letter opening"
    " closing greeting briefing transcript text interview meeting debate question answer excerpts summary press"
    " release note communique communiqué speeches reception extraordinary plenipotentiary availability conference"
    " minutes agenda"
    " item plenary general honourable honorable members excellencies excellency delivery seminar symposium"
    " workshop dinner"
)
_LAW = _set(
    "treaty declaration agreement convention constitution accord accords protocol pact act charter"
    " resolution law memorandum communique communiqué statute code decree"
)
OFFICES = _set(
    "minister secretary spokesman spokeswoman spokesperson ambassador envoy commissioner president chairman chairwoman"
    " governor commander director chancellor premier adviser advisor representative"
)
NEVER = _set(
    "i mr mrs ms dr sir asked question answer note sources yes no thank thanks ladies gentlemen however"
    " meanwhile moreover"
    " earlier later today yesterday tomorrow now then here there perhaps maybe also"
    " nobody nothing everyone everybody anyone anything something someone others many few several most more less such"
    " according both neither either whether speaking asking answering earlier under until unless"
    " the please let god internet covid north south east west northern southern eastern western world"
)
#: last words of departments and days
_NO_SURNAME = _set(
    "affairs operations relations service services year day eve league monde forces policy rights side office works"
    " resources reintegration integration security defence defense agency governments government"
)
_PORTFOLIOS = _set(
    "state europe european foreign affairs external internal interior defence defense"
    " energy trade commerce economy"
    " finance justice health culture education"
    " agriculture fisheries transport environment climate water industry development"
    " cooperation labour labor tourism immigration migration security mines resources infrastructure lands war"
)
_POINTS = _set("north south east west northern southern eastern western central new upper lower")
_NO_FIRST_NAME = _POINTS | _set("radio middle home deutsche united")
_ARTICLES = _set("le la les el il die der das het o os")
_SAYINGS = _set("words word view eyes opinion phrase account formula telling reading version reply answer judgment own")
_LOCATIVE = _set("in at from near off to around toward towards outside inside across via over")


@dataclass(frozen=True, slots=True)
class Found:
    """A name with its type, by tokens `[first, last)`."""

    span: Span
    type: EntityType
    first: int
    last: int
    confidence: float


def classify(tokens: list[Token], first: int, last: int) -> Found | None:
    """The name in the run of tokens `[first, last)` with its type, None where the run names nothing."""
    if tokens[first].low == "joint" or (
        last - first > 2
        and any(tokens[number].low in _LAW for number in range(first, last - 1))
        and tokens[first].low not in TITLES
    ):
        return Found(Span(tokens[first].start, tokens[last - 1].end), EntityType.LAW, first, last, 0.5)
    # "spokeswoman Le Thu" is no paper
    titled = first > 0 and tokens[first - 1].low in OFFICES and not tokens[first - 1].capital
    offices = [number for number in range(first, last - 1) if tokens[number].low in OFFICES]
    if offices and not (tokens[first].low in ORGANISATION or tokens[last - 1].low in ORGANISATION):
        # "Irrigation Minister Yasir Musa": everything up to the office belongs to it
        titled, first = True, offices[-1] + 1
        first = _behind_portfolio(tokens, first, last)
        if first >= last or tokens[first].low in {"of", "for", "and", "the"}:
            return None
    while first < last and _strip(tokens, first, last):
        titled = True
        first += 1
        while first < last and (tokens[first].raw == "." or tokens[first].low in {"of", "for", "and"}):
            first += 1
    if first >= last:
        return None
    while last > first and tokens[last - 1].low in (WEEKDAYS | MONTHS):
        last -= 1
    called = last - first > 1 and (titled or tokens[first].low == "jan")
    if first >= last or (tokens[first].low in WEEKDAYS | MONTHS | {"i"} and not called):
        # "Minister April Lund", "Jan Mazur"
        return None
    words = [tokens[number] for number in range(first, last)]
    final, initial = words[-1].low, words[0].low
    many = len(words) > 1
    before = tokens[first - 1].low if first else ""
    after = tokens[last] if last < len(tokens) else None

    def name(what: EntityType, confidence: float) -> Found:
        return Found(Span(words[0].start, words[-1].end), what, first, last, confidence)

    core = {word.low for word in words}
    if many and (final in _LAW or (initial in _LAW and "of" in core)):
        return name(EntityType.LAW, 0.8)
    if many and (final in _EVENT or initial == "operation"):
        return name(EntityType.EVENT, 0.7)
    if many and (
        final in ORGANISATION or initial in ORGANISATION or (initial in {"house", "court", "bank"} and "of" in core)
    ):
        return name(EntityType.ORGANIZATION, 0.85)
    if (
        not many
        and final in ORGANISATION
        and before in {"the", "of"}
        and final not in {"press", "times", "post", "news", "service", "bank", "front", "force"}
    ):
        return name(EntityType.ORGANIZATION, 0.6)
    if many and not titled and initial in {"national", "federal", "royal", "supreme", "central"}:
        return name(EntityType.ORGANIZATION, 0.6)
    if many and (final in PLACE or initial in PLACE_FIRST):
        return name(EntityType.PLACE, 0.85)
    if words[0].raw.isupper() and len(words[0].raw) > 1 and not many:
        return name(EntityType.ORGANIZATION, 0.6) if len(words[0].raw) <= 6 and after is not None else None
    if many and (final in _NO_SURNAME or initial in _NO_FIRST_NAME):
        return name(EntityType.PLACE if initial in _POINTS else EntityType.OTHER, 0.3)
    if many and not titled and initial in _ARTICLES:
        # Le Monde, El País, Die Presse
        return name(EntityType.ORGANIZATION, 0.6)
    if many and final in OFFICES | {"secretary-general", "spokesperson", "premier", "representative"}:
        return None
    if core & _TEXTS:
        return name(EntityType.OTHER, 0.3)
    if titled and not (not many and (final in OFFICIAL or final in TITLES)):
        return name(EntityType.PERSON, 0.9)
    if not many and (final in TITLES or final in OFFICIAL or final in NEVER or final in OTHERS):
        return None
    if before == "the":
        # "the Essequibo", "along the Blue Nile": hardly anybody's name
        return (
            name(EntityType.PLACE, 0.6)
            if first > 1 and tokens[first - 2].low in _LOCATIVE | {"along", "on", "of", "for", "up", "down"}
            else name(EntityType.OTHER, 0.3)
        )
    if many:
        if (
            after is not None
            and after.low in {"’s", "'s"}
            and last + 1 < len(tokens)
            and tokens[last + 1].low in _SAYINGS
        ):
            # "in Ada Lund's words"
            return name(EntityType.PERSON, 0.75)
        if before in _LOCATIVE and before not in {"from", "to", "over"}:
            return name(EntityType.PLACE, 0.6)
        if before in {"from", "to"} and not _speaks(after):
            return name(EntityType.PERSON, 0.4)
        return name(EntityType.PERSON, 0.75)
    if before in _LOCATIVE:
        return name(EntityType.PLACE, 0.7)
    if after is not None and after.raw in {",", "."} and words[0].raw.isupper():
        return name(EntityType.PLACE, 0.5)
    return name(EntityType.OTHER, 0.3)


def _behind_portfolio(tokens: list[Token], first: int, last: int) -> int:
    """One past what an office is of: "Secretary of State Ada Lund", "Minister for European Affairs Ada Lund"."""
    if tokens[first].low not in {"of", "for"}:
        return first
    at = first + 1
    while at < last and (tokens[at].low in _PORTFOLIOS or tokens[at].low in {"and", "for", "of"}):
        at += 1
    return at if last - at >= 2 else first


def _speaks(after: Token | None) -> bool:
    return after is not None and after.low in {"said", "says", "told", "added", ","}


def _strip(tokens: list[Token], first: int, last: int) -> bool:
    """Whether the word at `first` is a title before a name."""
    low = tokens[first].low
    if low in HONORIFICS:
        return True
    if low not in TITLES and low not in {"minister", "ministers"}:
        return False
    rest = [tokens[number] for number in range(first + 1, last)]
    # "Foreign Ministry", "State Department", "Security Council": no title but part of a body's name
    return (
        not any(token.low in ORGANISATION for token in rest)
        or any(
            token.low
            in {
                "minister",
                "secretary",
                "spokesman",
                "spokeswoman",
                "spokesperson",
                "ambassador",
                "commissioner",
                "president",
            }
            for token in rest
        )
        or low in {"minister", "secretary", "president", "ambassador"}
    )
