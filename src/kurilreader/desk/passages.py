"""How the paragraphs of a stored article are set, from its Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from kurilreader.domain import Article, Passage, Span


def passages(article: Article, paragraphs: Sequence[Span]) -> tuple[Passage, ...]:
    """A passage for each paragraph of the text, the same words; () where all are plain.

    The text is the record: a paragraph that its Markdown does not hold is a plain one.
    """
    if article.markup is None:
        return ()
    from kurilreader.intake.markup import read

    found = read(article.markup)
    answer: list[Passage] = []
    at = 0
    for start, end in paragraphs:
        words = article.text[start:end]
        ahead = next((n for n in range(at, min(at + 3, len(found))) if found[n] == words), None)
        answer.append(Passage(words) if ahead is None else found[ahead])
        at = at if ahead is None else ahead + 1
    return tuple(answer)
