"""Each shipped dossier works through the engine: parties, people in office by date, places, topics."""

from __future__ import annotations

import pytest

from kurilreader.analysis.dossier import Dossier, load_dossiers
from kurilreader.analysis.dossier_reading import read_dossier
from kurilreader.domain import Analysis, EntityType, Statement

from .conftest import Reader

INSPECTORS = """VIENNA (Example Wire) - The IAEA said on Tuesday that its inspectors had lost continuity of \
knowledge at Fordow.

Tehran rejected the demand for access to Turquzabad. The head of the Atomic Energy Organization of Iran said that \
enrichment to 60 percent would continue as long as sanctions remained.

The E3 warned that they would trigger the snapback unless Iran returned to talks. The E3 demanded that Iran restore \
the cameras at Natanz.

Yukiya Amano said the agency's board of governors had received his report on Arak."""

SAHARA = """NEW YORK (Example Wire) - Morocco said on Monday that autonomy under its sovereignty was the only \
solution for Western Sahara.

The Polisario Front demanded a referendum on independence. The Sahrawi leadership in Rabouni said the ceasefire had \
collapsed when troops entered the buffer strip at El Guerguerat.

Algeria ruled out round tables. Nouakchott said it would keep the border crossing open for lorries.

The Moroccan foreign minister welcomed the renewal of the mandate of MINURSO. Mohamed Abdelaziz said the phosphates \
of Bou Craa belonged to the refugees in the camps near Tindouf."""


@pytest.fixture(scope="module")
def known() -> dict[str, Dossier]:
    return {each.id: each for each in load_dossiers()}


def by_words(found: Analysis, words: str) -> Statement:
    return next(each for each in found.statements if words in each.text)


def titles(dossier: Dossier, name: str, *days: str) -> list[str | None]:
    person = next(each for each in dossier.people if each.name == name)
    return [office.title if (office := person.office(day)) else None for day in days]


def test_an_organisation_and_states(reader: Reader) -> None:
    found = reader.analyse(INSPECTORS, "Inspectors report to the board", "2019-03-05")
    knowledge = by_words(found, "continuity of knowledge")
    assert (knowledge.party, knowledge.topics[0]) == ("iaea", "inspections")
    enrichment = by_words(found, "enrichment to 60 percent")
    assert (enrichment.party, enrichment.kind.value) == ("IR", "condition")
    assert set(enrichment.topics[:2]) == {"enrichment", "sanctions"}
    snapback = by_words(found, "trigger the snapback")
    assert (snapback.party, snapback.kind.value) in {("e3", "warning"), ("e3", "condition")}
    assert "snapback" in snapback.topics
    cameras = by_words(found, "restore")
    assert (cameras.party, cameras.kind.value) == ("e3", "demand")
    report = by_words(found, "had received his report")
    assert report.party == "iaea"
    assert report.speaker is not None
    assert (report.speaker.name, report.speaker.role) == ("Yukiya Amano", "Director General")
    places = {mention.name for mention in found.entities if mention.type is EntityType.PLACE}
    assert {"Fordow", "Turquzabad", "Natanz", "Arak"} <= places


def test_three_parties_and_more(reader: Reader) -> None:
    found = reader.analyse(SAHARA, "Council debates the desert territory", "2015-04-20")
    autonomy = by_words(found, "autonomy under its sovereignty")
    assert autonomy.party == "MA"
    assert set(autonomy.topics[:2]) == {"autonomy", "sovereignty"}
    assert {each.party for each in found.statements} >= {"MA", "polisario", "DZ", "MR"}
    assert by_words(found, "referendum").topics[0] == "self-determination"
    assert by_words(found, "referendum").kind.value == "demand"
    assert by_words(found, "collapsed").party == "polisario"
    assert by_words(found, "collapsed").topics[0] == "ceasefire"
    assert by_words(found, "border crossing").topics[0] == "borders"
    assert by_words(found, "border crossing").party == "MR"
    assert by_words(found, "renewal of the mandate").topics[0] == "mission"
    phosphates = by_words(found, "phosphates")
    assert phosphates.speaker is not None
    assert (phosphates.party, phosphates.speaker.role) == ("polisario", "Secretary-General")
    places = {mention.name for mention in found.entities if mention.type is EntityType.PLACE}
    assert {"Western Sahara", "Guerguerat", "Bou Craa", "Tindouf", "Rabouni"} <= places


def test_offices_follow_the_day(known: dict[str, Dossier]) -> None:
    iran, sahara = known["iran-nuclear"], known["western-sahara"]
    days = ("2009-06-01", "2011-06-01", "2015-07-14", "2022-01-01")
    assert titles(iran, "Ali Akbar Salehi", *days) == [
        None, "Foreign Minister", "Head of the Atomic Energy Organization", None,
    ]  # fmt: skip
    assert titles(iran, "Yukiya Amano", "2009-11-30", "2009-12-01", "2019-07-19") == [None, "Director General", None]
    assert titles(sahara, "Saad-Eddine El Othmani", "2012-05-01", "2015-01-01", "2018-01-01") == [
        "Foreign Minister", None, "Head of Government",
    ]  # fmt: skip
    assert titles(sahara, "Mohamed Abdelaziz", "2016-05-30", "2016-06-02") == ["Secretary-General", None]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Инспекторы осмотрели объект в Натанзе.", {"Natanz"}),
        ("ذكرت الوكالة الدولية للطاقة الذرية أن موقع نطنز مغلق", {"International Atomic Energy Agency", "Natanz"}),
        ("Los inspectores salieron de Teherán y Buschehr.", {"Bushehr"}),
        ("وصل الوفد إلى مدينة العيون ثم تندوف", {"Laayoune", "Tindouf"}),
        ("Le convoi a quitté El Aaiún pour le Sahara occidental.", {"Laayoune", "Western Sahara"}),
    ],
)
def test_names_are_known_in_other_languages(reader: Reader, text: str, names: set[str]) -> None:
    assert names <= {mention.name for mention in reader.analyse(text).entities}


def test_shipped_dossiers_are_without_fault_and_tell_names_apart(known: dict[str, Dossier]) -> None:
    for identifier, dossier in known.items():
        parties = {party.id for party in dossier.parties} | {party.id for party in known["general"].parties}
        assert {person.party for person in dossier.people if person.party} <= parties, identifier
        marks = [party.mark for party in dossier.parties if party.mark]
        assert len(marks) == len(set(marks)), identifier
    assert read_dossier("x", b'title = "x"')[1] == []


def test_articles_of_other_disputes_keep_their_own_topics(reader: Reader) -> None:
    text = "Tokyo said on Friday that visits to the graves on Kunashiri must resume. Moscow refused to issue visas."
    found = reader.analyse(text, published="2024-05-05")
    assert found.statements[0].topics[0] == "visits"
    text = "Lagoland said that the river must flow. Iran said on Friday that the dam on the Helmand was legal."
    assert "water" in by_words(reader.analyse(text), "dam").topics
