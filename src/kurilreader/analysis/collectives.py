"""Parties named by something shorter or longer than a name: "the Kingdom's", "the Alliance", "Mali, Niger and Chad"."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.gazetteer import Entry, Hit, Role, slug
from kurilreader.analysis.page import Page, Token
from kurilreader.analysis.scene import Scene
from kurilreader.domain import EntityType

#: how organisations are called where they are known already
_SHORTENED = {
    "commission": ("eu", "african-union"),
    "alliance": ("nato", "csto"),
    "association": ("asean",),
    "seven": ("g7",),
    "agency": ("iaea",),
    "league": ("arab-league",),
    "secretary-general": ("un",),
    "european commission": ("eu",),
}
_STYLES = {
    "kingdom": frozenset("MA SA JO BH TH ES NO SE DK NL BE KH BT LS SZ TO".split()),
    "emirate": frozenset("QA KW AF".split()),
    "sultanate": frozenset("OM BN".split()),
    "bloc": frozenset("eu asean ecowas mercosur african-union gcc igad caricom brics".split()),
    "alliance": frozenset(["nato"]),
    "union": frozenset(["eu", "african-union"]),
    "commission": frozenset(["eu"]),
    "agency": frozenset(["iaea"]),
    "secretary-general": frozenset(["un"]),
    "islands": frozenset(["FK", "FO"]),
}
_UNIONS = frozenset({"eu", "african-union"})
_MAINLANDS = {"TW": "CN", "HK": "CN", "FK": "AR"}
#: what tells that an article is about both where it names one of them only
_KOREAS = frozenset({"Koreas", "inter-Korean", "Inter-Korean"})
_CLITIC = frozenset({"’s", "'s", "’", "'"})
_SEATED = frozenset({Role.STATE, Role.METONYM, Role.BODY})


def koreas(page: Page, hits: Sequence[Hit]) -> list[Hit]:
    """The mentions of "the North" and "the South" in an article that names both Koreas."""
    states = {hit.entry.party: hit.entry for hit in hits if hit.entry.role is Role.STATE}
    for party, name in (("KP", "North Korea"), ("KR", "South Korea")):
        states.setdefault(party, Entry(slug(name), name, EntityType.PLACE, Role.STATE, party))
    named = {hit.entry.party for hit in hits if hit.entry.role is not Role.PERSON}
    both = {"KP", "KR"} <= named or (named & {"KP", "KR"} and any(token.raw in _KOREAS for token in page.tokens))
    if not both:
        return []
    found: list[Hit] = []
    taken = {number for hit in hits for number in range(hit.first, hit.last)}
    for number, token in enumerate(page.tokens):
        entry = states.get({"North": "KP", "South": "KR"}.get(token.raw, ""))
        after = page.tokens[number + 1] if number + 1 < len(page.tokens) else None
        if entry is None or number in taken or not number or page.tokens[number - 1].low != "the":
            continue
        if after is None or not after.capital:
            found.append(Hit(token.start, token.end, number, number + 1, entry))
    return found


def styled(scene: Scene, first: int, last: int) -> str | None:
    """The party behind "the Kingdom's ambassador", "the bloc's commissioner": the one named last that is such."""
    tokens = scene.tokens
    for number in range(first, last - 1):
        if tokens[number + 1].low in _CLITIC and (wanted := _STYLES.get(tokens[number].low)) is not None:
            before = (hit.entry.party for hit in reversed(scene.hits_in(0, first)) if hit.entry.party in wanted)
            return next(before, None) or next(
                (hit.entry.party for hit in scene.hits if hit.entry.party in wanted), None
            )
    if tokens[first].raw == "Commission" and any(hit.entry.party == "eu" for hit in scene.hits):
        return "eu"
    return None


def listed(scene: Scene, first: int, last: int) -> tuple[str, ...]:
    """The parties of a bare list: "Mali, Niger and Burkina Faso", "the European Union and the Gulf states"."""
    tokens = scene.tokens
    found: list[str] = []
    at = first
    while at < last:
        hit = scene.hit_at(at)
        if hit is not None and hit.first == at and hit.entry.party and hit.entry.role in _SEATED:
            found.append(hit.entry.party)
            at = hit.last
        elif tokens[at].low in {"and", ",", "the", "both", "as", "well", "&"}:
            at += 1
        else:
            return ()
    return tuple(dict.fromkeys(found)) if len(found) > 1 and tokens[last - 1].low != "," else ()


def collective(scene: Scene, first: int, words: Sequence[Token]) -> str | None:
    """Which organisation "the Union", "the world body" is: the one named before, or the only one so called."""
    if len(words) > 3 or words[0].low != "the":
        return None
    phrase = " ".join(token.low for token in words[1:])
    if phrase in {"world body", "global body"}:
        return "un"
    if words[-1].capital and (wanted := _SHORTENED.get(phrase)) is not None:
        return next((hit.entry.party for hit in scene.hits if hit.entry.party in wanted), None)
    if phrase != "union" or not words[-1].capital:
        return None
    named = (hit.entry.party for hit in reversed(scene.hits_in(0, first)) if hit.entry.party in _UNIONS)
    return next(named, None)


def mainland(scene: Scene) -> str | None:
    """Which country "the mainland" is in an article."""
    named = {hit.entry.party for hit in scene.hits} | set(scene.title_parties)
    return next((over for island, over in _MAINLANDS.items() if island in named), None)
