"""Sources resolved by discourse: names that come later, counterparts, owners, lists, issuers of statements."""

from __future__ import annotations

import pytest

from kurilreader.analysis.finding import Attribution
from kurilreader.desk.engine import load_engine
from kurilreader.domain import Article, Span
from kurilreader.settings import Settings

ENGINE = load_engine(Settings())


def voice(text: str, source: str, title: str = "") -> tuple[tuple[str, ...], str | None]:
    """The parties and the name behind the last source of a text whose sources stand between brackets."""
    bare = text.replace("[", "").replace("]", "")
    at = -1
    attributions: list[Attribution] = []
    for part in text.split("[")[1:]:
        words = part.split("]")[0]
        at = bare.find(words, at + 1)
        end = bare.find(".", at)
        cue = bare.find(" ", at + len(words)) + 1
        attributions.append(
            Attribution(
                (Span(bare.find(" ", cue) + 1, end),), Span(cue, bare.find(" ", cue)), Span(at, at + len(words))
            )
        )
    told = ENGINE.voices(Article("a", title, bare), attributions)
    found = [each for each, given in zip(told, attributions, strict=True) if bare[slice(*given.source or ())] == source]
    return found[-1].parties, found[-1].name


CASES = [
    ("[An adviser to the Norwegian premier] rejected the map. Later Ada Lund, asked again, shrugged.",
     "An adviser to the Norwegian premier", ("NO",), "Ada Lund"),
    ("Norway's envoy Ada Lund came. [Her Polish counterpart] rejected it.", "Her Polish counterpart", ("PL",), None),
    ("Norway protested. [Its ambassador] rejected the map.", "Its ambassador", ("NO",), None),
    ("The opposition Harbour League met in Oslo. [Its spokesman] rejected the map.", "Its spokesman", (), None),
    ("[Mali, Niger and Chad] rejected the map.", "Mali, Niger and Chad", ("ML", "NE", "TD"), None),
    ("[Norway, backed by Poland,] rejected the map.", "Norway, backed by Poland,", ("NO", "PL"), None),
    ("[A source at the Polish Embassy] rejected the map.", "A source at the Polish Embassy", ("PL",), None),
    ("The European Union met. [The Commission] rejected the map.", "The Commission", ("eu",), None),
    ("Morocco protested. [The Kingdom's ambassador] rejected the map.", "The Kingdom's ambassador", ("MA",), None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "source", "parties", "name"), CASES, ids=[case[1] for case in CASES])
def test_a_source_is_resolved(text: str, source: str, parties: tuple[str, ...], name: str | None) -> None:
    assert voice(text, source) == (parties, name)


def test_we_in_a_press_release_is_who_issues_it() -> None:
    text = "Oslo, 4 March\n\nPoland has drawn a new map. [We] reject the map. [The Ministry] regrets the haste."
    title = "Press release: a new map by Poland"
    assert voice(text, "We", title)[0] == ("NO",)
    assert voice(text, "The Ministry", title)[0] == ("NO",)
