"""Whose an office is by its title alone: those that one party has, and those that a few share."""

from __future__ import annotations

from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.words import OFFICIAL, OTHERS

#: organisations that have a secretary-general
_SECRETARIATS = frozenset(
    "un gcc nato arab-league african-union oas oic caricom asean osce commonwealth sco csto".split()
)
#: offices that a few states have under the same title
_SHARED = {
    "foreign secretary": frozenset("GB IN PK BD NP LK".split()),
    "home secretary": frozenset("GB IN NP".split()),
    "foreign office": frozenset("GB PK DE".split()),
    "secretary of state": frozenset("US GB ES VA HU CH".split()),
    "defense secretary": frozenset("US PH".split()),
    "national security adviser": frozenset("US PH IN GB PK NG AF BD".split()),
    "cabinet secretary": frozenset("GB KE IN AU".split()),
}
#: offices that a government has one of, by their fields
_FIELDS = frozenset(
    "prime foreign external defence defense interior home energy trade commerce finance agriculture fisheries water"
    " transport environment justice health culture education economy industry irrigation information".split()
)


def by_title(scene: Scene, role: str) -> str | None:
    """The party that alone has such an office: a Chief Cabinet Secretary, an Under-Secretary-General."""
    offices = scene.gazetteer.offices
    shared = _SHARED.get(role) or (_SHARED["foreign office"] if role.startswith("foreign office ") else None)
    if shared is not None:
        about = {hit.entry.party for hit in scene.hits if hit.entry.party} & shared
        return about.pop() if len(about) == 1 else None
    known = offices.get(role) or next((who for title, who in offices.items() if role.startswith(f"{title} for ")), None)
    if known == "un" and "secretary-general" in role:
        others = {hit.entry.party for hit in scene.hits if hit.entry.party} & _SECRETARIATS
        return known if "un" in {hit.entry.party for hit in scene.hits} or len(others) != 1 else others.pop()
    return known


def single(role: str | None) -> frozenset[str] | None:
    """What tells an office of which a country has one: "Foreign Minister" and "minister of foreign affairs" alike."""
    words = set((role or "").lower().replace(",", " ").split())
    if not words & {"minister", "premier", "president"} or words & {"deputy", "vice", "former", "state", "acting"}:
        return None
    if words & {"premier", "president"}:
        return frozenset(words & {"premier", "president"}) if len(words) == 1 else None
    fields = frozenset("defence" if each == "defense" else each for each in words & _FIELDS)
    return fields or None


def serves(scene: Scene, last: int) -> str | None:
    """The state of "Captain Ada Lund of the Norwegian coast guard": any rank is an officer's there."""
    tokens = scene.tokens
    if last + 2 >= len(tokens) or tokens[last].low != "of":
        return None
    hit = scene.hit_at(last + 1 + (tokens[last + 1].low == "the"))
    if hit is None or hit.entry.role is not Role.ADJECTIVE:
        return None
    behind = [token.low for token in tokens[hit.last : hit.last + 3]]
    official = any(low in OFFICIAL for low in behind) and not any(low in OTHERS for low in behind)
    return hit.entry.party if official else None
