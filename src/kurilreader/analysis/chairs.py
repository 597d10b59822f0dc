"""Who chairs a meeting whose record is kept in turns: what is said for procedure's sake is nobody's position."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.rules.turns import turns
from kurilreader.analysis.scene import Scene
from kurilreader.analysis.speakers import Voice
from kurilreader.domain import Span

_CHAIR = re.compile(
    r"^(?:the |madam |mister |mr\.? )?(?:(?:acting|deputy|vice|temporary)[ -])?"
    r"(?:president|chair(?:man|woman|person)?|co-chair|presiding officer|speaker|convenor|moderator)(?: \(|$)",
    re.I,
)
_PROCEDURE = re.compile(
    r"\b(?:(?:give|gave|giving|yield|pass|turn|return|offer) the floor|has (?:asked for )?the floor|take the floor"
    r"|call(?:ing)? (?:up)?on (?:the (?:distinguished )?(?:representative|delegat|observer|minister)|M[rs]s?\.|H\.E\.)"
    r"|thank (?:the (?:distinguished )?(?:representative|delegat|observer|minister|member)|M[rs]s?\.|H\.E\.|you)"
    r"|recogni[sz]e the (?:representative|delegat|member)|list of speakers|next (?:speaker|item)|agenda"
    r"|(?:meeting|sitting|session|debate|discussion) (?:is|was|rose|stands|will be) ?(?:now )?(?:adjourned|suspended"
    r"|called|closed|open|resumed|at|concluded)?|called to order|rules? of procedure|rule \d+"
    r"|limit (?:their|your|his|her) (?:statement|remark|intervention)|invite the representative|so decided"
    r"|resume my functions|make a statement in my)",
    re.I,
)
#: the share of a chair's sentences that are procedure, at least
_MOSTLY = 1 / 3
_CAPACITY = re.compile(
    r"\bin my (?:national |own )?capacity as (?:the )?(?:permanent )?(?:representative|delegate|ambassador|minister"
    r"(?: [a-z]+){0,2}) (?:of|for) (?:the )?(?=[A-Z])"
)
_RESUMED = re.compile(r"\bI (?:now |shall now |will now )?resume my (?:function|role|dut|capacity|position)")


def chairs(scene: Scene, label: str, said: Sequence[Span]) -> bool:
    """Whether somebody under a label presides over the meeting: most of what is said gives the floor to others."""
    if _CHAIR.match(label) is None:
        return False
    text = scene.page.text
    return sum(1 for span in said if _PROCEDURE.search(text, *span)) >= max(1, _MOSTLY * len(said))


def in_capacity(scene: Scene) -> list[tuple[Span, Voice]]:
    """Where whoever presides speaks for the own state: "I shall now make a statement in my capacity as …"."""
    page = scene.page
    found: list[tuple[Span, Voice]] = []
    for match in _CAPACITY.finditer(page.text):
        number = page.paragraph_at(match.start())
        hit = scene.hit_at(page.index(match.end()))
        turn = turns(page).get(number)
        if hit is None or hit.entry.party is None or hit.entry.role is Role.PERSON or turn is None:
            continue
        start = page.plain[page.plain_at(match.start())].end
        end = page.paragraphs[number].end
        while (after := turns(page).get(number + 1)) is not None and after.label == turn.label:
            number += 1
            end = page.paragraphs[number].end
        resumed = _RESUMED.search(page.text, start, end)
        if resumed is not None:
            end = page.plain[page.plain_at(resumed.start())].start
        found.append((Span(start, end), Voice(None, None, (hit.entry.party,))))
    return found
