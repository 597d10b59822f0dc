"""Attributions of the rules and of a trained finder as one list without doubles."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.analysis.finding import Attribution


def _bounds(attribution: Attribution) -> tuple[int, int]:
    return attribution.content[0].start, attribution.content[-1].end


#: Below it a trained finder gives more wrong party statements than right ones on the texts for development; its
#: confidence is the network's own and runs high.
SURE = 0.97


def combine(rules: Sequence[Attribution], trained: Sequence[Attribution], least: float = SURE) -> list[Attribution]:
    """The rules' attributions, and those of the trained finder that it is sure of and that overlap none of them."""
    answer = list(rules)
    for each in trained:
        if each.confidence < least or not each.content:
            continue
        start, end = _bounds(each)
        if all(end <= _bounds(other)[0] or start >= _bounds(other)[1] for other in answer):
            answer.append(each)
    answer.sort(key=lambda each: each.content[0].start)
    return answer
