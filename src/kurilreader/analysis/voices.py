"""Who stands behind attributions, as the speakers of an article are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kurilreader.analysis.figures import Figure
from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.gazetteer import Role
from kurilreader.analysis.scene import Scene


@dataclass(frozen=True, slots=True)
class Voice:
    """Who stands behind an attribution. `parties` is empty for other voices, and several for joint statements."""

    name: str | None
    role: str | None
    parties: tuple[str, ...]
    reported_by: str | None = None
    #: lowers the confidence where the party was only inferred
    sure: bool = True


OTHER_VOICE = Voice(None, None, ())


def named(voice: Voice, figure: Figure | None) -> Voice:
    """A voice with the name that the text gives it later."""
    if figure is None or figure.person is None or voice.name is not None:
        return voice
    parties = (figure.party,) if figure.party and len(voice.parties) <= 1 else voice.parties
    return replace(voice, name=figure.person.name, role=figure.person.role, parties=parties)


def told_together(scene: Scene, attributions: Sequence[Attribution], voices: list[Voice]) -> list[Voice]:
    """Name the speaker of "Bangkok does not accept this, …, she said": whoever speaks in the same sentence for it."""
    page = scene.page
    for number, (each, voice) in enumerate(zip(attributions, voices, strict=True)):
        if voice.name is not None or len(voice.parties) != 1 or each.source is None:
            continue
        first, _ = scene.range_of(each.source)
        hit = scene.hit_at(first if scene.tokens[first].low != "the" else min(first + 1, len(scene.tokens) - 1))
        if hit is None or hit.entry.role not in {Role.STATE, Role.METONYM}:
            continue
        sentence = page.sentence_at(each.source.start)
        for later in range(number + 1, min(number + 4, len(voices))):
            source = attributions[later].source
            if source is None or page.sentence_at(source.start) != sentence:
                continue
            if voices[later].name is not None and voices[later].parties == voice.parties:
                voices[number] = replace(voice, name=voices[later].name, role=voices[later].role)
                break
    return voices
