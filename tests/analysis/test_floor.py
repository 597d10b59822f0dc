"""Who has the floor in speeches, transcripts, statements, records and news. All of it is made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kurilreader.analysis.finding import Attribution
from kurilreader.analysis.floor import Floor
from kurilreader.analysis.speakers import Speakers, Voice
from kurilreader.domain import Article, Span

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader


def held(reader: Reader, title: str, text: str, words: str, author: str | None = None) -> Voice | None:
    """The voice that has the floor where the words stand."""
    start = text.index(words)
    article = Article("x", title, text, author=author)
    return reader.engine.floor(article, [Span(start, start + len(words))])[0]


def parties(voice: Voice | None) -> set[str] | None:
    return None if voice is None else set(voice.parties)


BRIEFING = (
    "{ask} Iceland has sent a note.\n\n{answer} Notes do not move capes.\n\n"
    "{ask} Will the fee go?\n\n{answer} The fee pays for the lighthouse."
)


@pytest.mark.parametrize(
    ("ask", "answer"),
    [
        ("Q:", "A:"),
        ("Q.", "A."),
        ("REPORTER:", "SPOKESPERSON:"),
        ("Question (Agency):", "Answer:"),
        ("Bergen Post, Dahl:", "Spokesperson Lund:"),
        ("QUESTION:", "MS LUND:"),
        ("MODERATOR:", "Lund:"),
    ],
)
def test_labels_of_all_kinds(reader: Reader, ask: str, answer: str) -> None:
    title = "Briefing by Ada Lund, spokesperson of the Norwegian Foreign Ministry"
    voice = held(reader, title, BRIEFING.format(ask=ask, answer=answer), "The fee pays")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))


def test_the_name_may_stand_in_a_sentence_before_the_turns(reader: Reader) -> None:
    text = "Oslo, 5 June\n\nSpokesperson Ada Lund took questions on the cape.\n\n" + BRIEFING.format(
        ask="Reporter:", answer="SPOKESPERSON:"
    )
    voice = held(reader, "Daily press briefing", text, "Notes do not")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))


def test_answers_without_a_label_follow_questions_with_one(reader: Reader) -> None:
    text = (
        "Q. The note is a month old. Will you answer?\n\nNotes do not move capes.\n\n"
        "Q. And the fee?\n\nThe fee pays for the lighthouse.\n\nIt has done so since 1920."
    )
    voice = held(reader, "Interview with Norway's foreign minister, Ada Lund", text, "It has done so")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))


def test_questions_belong_to_nobody(reader: Reader) -> None:
    title = "Briefing by Ada Lund, spokesperson of the Norwegian Foreign Ministry"
    assert parties(held(reader, title, BRIEFING.format(ask="Q:", answer="A:"), "Iceland has sent")) == set()


def test_two_who_meet_speak_for_two_countries(reader: Reader) -> None:
    text = (
        "PRESIDENT HOLM: Welcome. Denmark keeps its word. The island is Danish.\n\n"
        "PRESIDENT BERG: Thank you. For Iceland a rock has no shelf. The map is old."
    )
    title = "Remarks by President Lars Holm and President Einar Berg"
    assert parties(held(reader, title, text, "The island")) == {"DK"}
    assert parties(held(reader, title, text, "The map")) == {"IS"}


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("Statement by Ada Lund, Permanent Representative of Norway to the United Nations", "New York, 4 May"),
        ("Address to the General Assembly", "by H.E. Ms. Ada Lund\n\nForeign Minister of Norway"),
        ("Remarks at the Security Council by the Norwegian minister, Ada Lund", "(check against delivery)"),
    ],
)
def test_headings_of_speeches(reader: Reader, title: str, above: str) -> None:
    text = f"{above}\n\nMadam President,\n\nThe strait is no gate to be shut. We ask Iceland to listen. I thank you."
    voice = held(reader, title, text, "The strait")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))


def test_an_orator_may_speak_for_several(reader: Reader) -> None:
    text = (
        "Mr President,\n\nI speak on behalf of Denmark, Finland and my own country, Norway.\n\n"
        "The cape must stay open. We thank you."
    )
    voice = held(reader, "Statement by Ambassador Ada Lund of Norway", text, "The cape")
    assert parties(voice) == {"DK", "FI", "NO"}


def test_the_own_country_is_known_by_how_it_is_spoken_of(reader: Reader) -> None:
    text = (
        "Officers, families,\n\nNot a blade of grass will be given away. Iceland must respect the court."
        " We ask Reykjavik to listen. Our Norway is small, and in Norway we keep our word."
    )
    assert parties(held(reader, "The minister's speech at the parade", text, "Not a blade")) == {"NO"}


def test_a_note_at_the_end_says_whose_the_article_is(reader: Reader) -> None:
    text = (
        "The strait has been quiet for forty years. Our coast guard has nine boats.\n\n"
        "The rule of law has none. We will not trade it.\n\nMari Tamm is the minister of defence of Estonia."
    )
    voice = held(reader, "The strait needs rules", text, "The rule of law")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Mari Tamm", ("EE",))


@pytest.mark.parametrize(
    ("title", "text", "words", "expected"),
    [
        (
            "Embassy of Japan in Norway: on the new atlas",
            "The Embassy regrets the new atlas. The maps are wrong.",
            "The maps",
            {"JP"},
        ),
        (
            "Press release",
            "Oslo, 3 March\n\nThe Ministry has taken note of the drills. The drills serve nobody.",
            "The drills serve",
            {"NO"},
        ),
        (
            "Statement by the High Representative on behalf of the European Union on Abkhazia",
            "Brussels, 2 March\n\nThe European Union does not recognise the vote. It has no legal basis.",
            "It has no",
            {"eu"},
        ),
        (
            "Chair's statement of the G7 foreign ministers' meeting",
            "1. We reiterate our commitment to open seas. 2. The use of force is no answer.",
            "The use of force",
            {"g7"},
        ),
        (
            "Joint communiqué on the visit of the Foreign Minister of Peru to Chile",
            "Santiago, 4 May\n\nThe two ministers agreed to meet twice a year. The boundary is settled.",
            "The boundary",
            {"PE", "CL"},
        ),
        (
            "PRESS RELEASE",
            "Ministry of Fisheries: nets at the cape Oslo, Tuesday 3 March. For release\n\nThe nets of Norway stay.",
            "The nets of Norway",
            {"NO"},
        ),
        (
            "Fact sheet: the cape",
            "Ministry of Foreign Affairs of Norway\n\nThe cape has been Norwegian since 1920. The claim is void.",
            "The claim",
            {"NO"},
        ),
    ],
)
def test_what_bodies_give_out(reader: Reader, title: str, text: str, words: str, expected: set[str]) -> None:
    assert parties(held(reader, title, text, words)) == expected


def test_in_the_record_of_a_meeting_a_delegate_keeps_the_floor(reader: Reader) -> None:
    text = (
        "The Council met this morning.\n\n"
        "The representative of Cyprus said the island had waited. Property was not for sale.\n\n"
        "ELIF KAYA (Türkiye) rejected that account. No island belonged to one people alone."
    )
    title = "Security Council hears briefing on Cyprus"
    assert parties(held(reader, title, text, "Property")) == {"CY"}
    assert parties(held(reader, title, text, "No island")) == {"TR"}


NEWS = (
    "OSLO, May 4 (Agency) - Norway's foreign minister, Ada Lund, rejected the claim on Tuesday.\n\n"
    "“The cape is ours,” Lund told reporters in Oslo.\n\n"
    "“Charts do not lie. The line was drawn in 1920.”\n\n"
    "The two countries have argued since spring. Trawlers stayed in port."
)


def test_a_quotation_goes_on_for_whoever_was_quoted_before(reader: Reader) -> None:
    voice = held(reader, "Norway and Iceland trade words", NEWS, "The line was drawn")
    assert voice is not None
    assert (voice.name, voice.parties) == ("Ada Lund", ("NO",))


def test_nobody_has_the_floor_in_the_words_of_a_reporter(reader: Reader) -> None:
    assert held(reader, "Norway and Iceland trade words", NEWS, "The two countries") is None


NOTE = (
    "The Ministry of Foreign Affairs of Norway presents its compliments to the Embassy of Iceland and has the honour "
    "to refer to the nets found at the cape.\n\nThe Ministry protests against the nets. In its note of 3 May {embassy} "
    "contended that the nets are old. The Ministry does not share this view.\n\nOslo, 5 May"
)


@pytest.mark.parametrize("embassy", ["the Honourable Embassy", "the esteemed Embassy", "the Embassy"])
def test_a_note_names_by_its_body_whom_it_goes_to(reader: Reader, embassy: str) -> None:
    scene, registry, _ = reader.engine._scene(Article("x", "Note verbale", NOTE.format(embassy=embassy)))
    text = scene.page.text
    source, cue = (
        Span(text.index(words), text.index(words) + len(words)) for words in (f"{embassy} contended", "contended")
    )
    source = Span(source.start, source.end - len(" contended"))
    said = Span(text.index("the nets are old"), text.index("the nets are old") + 16)
    found = Floor(scene, registry, Speakers(scene, registry)).of(Attribution((said,), cue, source))
    assert found is not None
    assert found.voice.parties == ("IS",)


def test_my_government_and_marked_words_are_the_orators_own(reader: Reader) -> None:
    text = (
        "Mr President,\n\nSweden has said that the line is old. My Government rejects that view. Let me be clear: the "
        "cape is ours. We ask for a map, and I thank our friends."
    )
    title = "Statement by Ada Lund, Minister of Foreign Affairs of Norway"
    scene, registry, _ = reader.engine._scene(Article("x", title, text))
    floor = Floor(scene, registry, Speakers(scene, registry))

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    for attribution in (
        Attribution((span("that view"),), span("rejects"), span("My Government")),
        Attribution((span("the cape is ours"),), span("Let me be clear"), None),
    ):
        found = floor.of(attribution)
        assert found is not None
        assert (found.voice.name, found.voice.parties) == ("Ada Lund", ("NO",))


def test_the_own_state_is_spoken_for_by_whoever_has_the_floor(reader: Reader) -> None:
    text = "Mr President,\n\nNorway rejects the line. We ask for a map, and I thank our friends. Our nets are old."
    title = "Statement by Ada Lund, Minister of Foreign Affairs of Norway"
    scene, registry, _ = reader.engine._scene(Article("x", title, text))
    floor = Floor(scene, registry, Speakers(scene, registry))
    start = text.index("Norway")
    each = Attribution((Span(start + 15, start + 23),), Span(start + 7, start + 14), Span(start, start + 6))
    assert floor.spoken(each, Voice(None, None, ("NO",))).name == "Ada Lund"
    assert floor.spoken(each, Voice(None, None, ("SE",))).name is None
