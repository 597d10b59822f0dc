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
    # a subject before, never an object or a diplomat that is sent for
    ("The Foreign Ministry in Oslo wrote through the Swiss embassy. [It] rejected the map.", "It", ("NO",), None),
    ("[Norway] wants Poland to annul a map that [it] called false.", "it", ("NO",), None),
    ("Norway on Friday sent a Polish diplomat home for what [the Foreign Ministry] called spying.",
     "the Foreign Ministry", ("NO",), None),
    ("The European Union met. The Commission sees no risk. “The map is fine,” said [its spokesperson, Ines Vaz].",
     "its spokesperson, Ines Vaz", ("eu",), "Ines Vaz"),
    # two who speak together, a name whose office comes later
    ("[Norwegian Foreign Minister Ada Lund and her Polish colleague Piotr Mazur] rejected the map.",
     "Norwegian Foreign Minister Ada Lund and her Polish colleague Piotr Mazur", ("NO", "PL"), "Ada Lund"),
    ("[Ada Lund] rejected the map. [The Norwegian minister] said the map was false.", "Ada Lund", ("NO",), "Ada Lund"),
    # what somebody says next tells for whom
    ("Norway and Poland met. “This is a shame,” [Foreign Minister Ada Lund] said. [She] said Norway could wait.",
     "Foreign Minister Ada Lund", ("NO",), "Ada Lund"),
    # delegations, ranks, desks, parts of a name
    ("Norway and Poland met. [Ada Lund, a member of the Polish delegation,] rejected it.",
     "Ada Lund, a member of the Polish delegation,", ("PL",), "Ada Lund"),
    ("[Captain Ada Lund of the Norwegian coast guard] rejected it.", "Captain Ada Lund of the Norwegian coast guard",
     ("NO",), "Ada Lund"),
    ("Norway's [foreign ministry] rejected the map.", "foreign ministry", ("NO",), None),
    ("[The head of Serbia's Kosovo office] rejected the map.", "The head of Serbia's Kosovo office", ("RS",), None),
    ("[A source close to the Norwegian premier] rejected it.", "A source close to the Norwegian premier",
     ("NO",), None),
    ("[A Norwegian government source] rejected it. [The source] said the map was false.", "The source", ("NO",), None),
    ("Norway rejected the map. [A spokesman for Fjordkraft Oil] rejected it.", "A spokesman for Fjordkraft Oil",
     (), None),
    ("Norway spoke. [A spokeswoman for a Norwegian manufacturer] rejected it.",
     "A spokeswoman for a Norwegian manufacturer", (), None),
    ("[The Rights Commission of Norway, an independent body,] rejected it.",
     "The Rights Commission of Norway, an independent body,", (), None),
    ("[A Norwegian village chief] rejected it.", "A Norwegian village chief", (), None),
    ("Norway and Poland met. [A Polish official] rejected it. [The same official] said Norway could wait.",
     "The same official", ("PL",), None),
    # where they sit, whose house it is, what their office is of
    ("Norway's border service spoke. In Warsaw, [the foreign ministry] rejected it.", "the foreign ministry",
     ("PL",), None),
    ("Norway will wait. The Kremlin denied it. [Spokesman Piotr Mazur] rejected the map.", "Spokesman Piotr Mazur",
     ("RU",), "Piotr Mazur"),
    ("[Norway] said Poland had cut the cable. [Energy Minister Ada Lund] rejected excuses.", "Energy Minister Ada Lund",
     ("NO",), "Ada Lund"),
    ("Norwegian ships came. Poland sent a note. [Energy Minister Jan Mazur] rejected excuses.",
     "Energy Minister Jan Mazur", ("PL",), "Jan Mazur"),
    ("Norway sent a note. [Minister for Transport Ada Lund] rejected the map.", "Minister for Transport Ada Lund",
     ("NO",), "Ada Lund"),
    ("Norway called. Poland summoned the Norwegian envoy. [Foreign Minister Ewa Mazur] rejected the map.",
     "Foreign Minister Ewa Mazur", ("PL",), "Ewa Mazur"),
    # a body named after a river is no one state's
    ("Laos rejected the map. [The Upper Mekong Commission] rejected it.", "The Upper Mekong Commission", (), None),
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


@pytest.mark.parametrize(
    ("text", "source", "parties", "name"), CASES, ids=[case[0][-40:] + case[1][:20] for case in CASES]
)
def test_a_source_is_resolved(text: str, source: str, parties: tuple[str, ...], name: str | None) -> None:
    assert voice(text, source) == (parties, name)


def test_we_in_a_press_release_is_who_issues_it() -> None:
    text = "Oslo, 4 March\n\nPoland has drawn a new map. [We] reject the map. [The Ministry] regrets the haste."
    title = "Press release: a new map by Poland"
    assert voice(text, "We", title)[0] == ("NO",)
    assert voice(text, "The Ministry", title)[0] == ("NO",)


def test_a_minister_is_not_of_the_country_whose_minister_is_known() -> None:
    text = (
        "[Norwegian Foreign Minister Ada Lund] rejected the Polish map. Poland wants talks."
        " [Foreign Minister Piotr Mazur] rejected the reply."
    )
    assert voice(text, "Foreign Minister Piotr Mazur")[0] == ("PL",)


def test_a_minister_of_a_state_few_recognise() -> None:
    text = (
        "Georgia and Abkhazia quarrel. In Sukhumi, [the de facto foreign minister, Inal Gunba,] rejected the protest."
    )
    assert voice(text, "the de facto foreign minister, Inal Gunba,") == (("abkhazia",), "Inal Gunba")
