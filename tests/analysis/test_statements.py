"""Constructions by which texts report what parties state. All names are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.analysis.conftest import Reader

CASES = [
    # reported speech
    ("Norway said that the ice belonged to nobody.", [("NO", "the ice belonged to nobody")]),
    ("Norway said on Monday the ice was not for sale.", [("NO", "the ice was not for sale")]),
    ("In a statement, Norway said it would keep its radar on the cape.",
     [("NO", "it would keep its radar on the cape")]),
    ("The ice, Norway argues, belongs to nobody.", [("NO", "The ice belongs to nobody")]),
    ("The ice belonged to nobody, Norway said on Monday.", [("NO", "The ice belonged to nobody")]),
    ("According to Norway, the ice belongs to nobody.", [("NO", "the ice belongs to nobody")]),
    ("The ice belongs to nobody, according to Norway.", [("NO", "The ice belongs to nobody")]),
    ("The ice belongs to nobody, according to the second largest Norwegian daily.",
     [(None, "The ice belongs to nobody")]),
    ("In Norway's view the ice will belong to nobody.", [("NO", "the ice will belong to nobody")]),
    ("Norway's position is that the ice belongs to nobody.", [("NO", "the ice belongs to nobody")]),
    ("Norway has let it be known that the cape stays closed.", [("NO", "the cape stays closed")]),
    ("Norway told a conference in Riga that the cape would stay closed.", [("NO", "the cape would stay closed")]),
    ("Norway said the ice was free and that the cape was closed.",
     [("NO", "the ice was free and that the cape was closed")]),
    ("Norway said that the ice was free and that the cape was closed.",
     [("NO", "the ice was free"), ("NO", "the cape was closed")]),
    # quotations
    ("“The ice belongs to nobody,” Norway's Foreign Minister Ada Lund said.", [("NO", "The ice belongs to nobody")]),
    ("“The ice belongs to nobody,” said Ada Lund, the Norwegian foreign minister.",
     [("NO", "The ice belongs to nobody")]),
    ("Norwegian Foreign Minister Ada Lund said: “The ice belongs to nobody.”", [("NO", "The ice belongs to nobody")]),
    ("“The ice,” Norwegian envoy Ada Lund said, “belongs to nobody here.”", [("NO", "The ice belongs to nobody here")]),
    # stances without a quotation
    ("Norway refuses to open the cape.", [("NO", "to open the cape")]),
    ("Norway has argued for ten years that the ice is free.", [("NO", "the ice is free")]),
    ("Norway has called for months for a fair map.", [("NO", "a fair map")]),
    ("Norway has argued for many years.", []),
    ("Norway rejected the map on Friday.", [("NO", "the map on Friday")]),
    ("Norway and Iceland rejected the map.", [("NO", "the map"), ("IS", "the map")]),
    ("Norway called on Iceland to close the cape.", [("NO", "to close the cape")]),
    ("Norway urged Iceland to close the cape.", [("NO", "to close the cape")]),
    ("Norway demanded the release of the crew.", [("NO", "the release of the crew")]),
    ("Norway accused Iceland of moving the buoys.", [("NO", "of moving the buoys")]),
    ("Norway described the map as a bad joke.", [("NO", "a bad joke")]),
    ("Norway dismissed as a fabrication the map of the cape.", [("NO", "a fabrication the map of the cape")]),
    ("Norway is ready to open the cape.", [("NO", "to open the cape")]),
    ("Norway voiced support for the new map.", [("NO", "the new map")]),
    ("Norway lodged a protest with the embassy over the buoys.", [("NO", "the buoys")]),
    ("The map was rejected by Norway as a fabrication.", [("NO", "as a fabrication")]),
    ("Norway does not recognise the map.", [("NO", "the map")]),
    ("Norway administers the cape, citing a treaty of 1820.", [("NO", "a treaty of 1820")]),
    ("Norway disputes the map, insisting on its own survey.", [("NO", "the map"), ("NO", "its own survey")]),
    ("Norway's plans to close the cape worry nobody.", [("NO", "to close the cape worry nobody")]),
    ("Norway, which backs the map, denied having drawn it.", [("NO", "the map"), ("NO", "having drawn it")]),
    ("Norway rejected the map and demanded a new survey.", [("NO", "the map"), ("NO", "a new survey")]),
    ("Norway insists the cape is closed, while Iceland maintains that it is open.",
     [("NO", "the cape is closed"), ("IS", "it is open")]),
    # stances by nouns and by what they meet
    ("Norway's insistence on new charts met Iceland's refusal to pay.", [("NO", "new charts"), ("IS", "to pay")]),
    ("Norway's position, set out in a note, is that the cape is closed.", [("NO", "the cape is closed")]),
    ("Norway's case rests on a treaty of 1820.", [("NO", "a treaty of 1820")]),
    ("Norway's demand that the cape be closed was dismissed by Iceland.",
     [("IS", "Norway's demand that the cape be closed"), ("NO", "the cape be closed")]),
    ("Norway responded with an offer to share the charts.", [("NO", "to share the charts")]),
    ("Norway turned down a plan to open the cape.", [("NO", "a plan to open the cape")]),
    ("They undertake to share the charts, Norway said.", [("NO", "They undertake to share the charts")]),
    # what goes on behind the cue
    ("There was no ice, Norway said; all of it had melted in May.",
     [("NO", "There was no ice"), ("NO", "all of it had melted in May")]),
    ("Any new map, Norway warned, would mean another quarrel.", [("NO", "Any new map would mean another quarrel")]),
    ("Norway noted that ice was the only way out and expressed the hope that it would hold.",
     [("NO", "ice was the only way out"), ("NO", "it would hold")]),
    ("Norway shrugs: maps are paper, and paper can be burnt.", [("NO", "maps are paper, and paper can be burnt")]),
    ("Norway has offered two ships, Iceland's defence ministry said.", [("NO", "two ships")]),
    ("Norway cautioned against what its envoy, Ada Lund, called a rush to judgment.",
     [("NO", "what its envoy, Ada Lund, called a rush to judgment")]),
    # for whom
    ("The representative of Norway, speaking also on behalf of Iceland, rejected the map.",
     [("NO", "the map"), ("IS", "the map")]),
    ("Norway's ministry of fisheries is silent. Asked whether the cape was open, nobody answered.", []),
    # no statement at all
    ("Norway declined to comment.", []),
    ("The envoy travelled to Norway on Monday.", []),
    ("Norway called a meeting.", [("NO", "a meeting")][:0]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:45] for text, _ in CASES])
def test_a_construction(reader: Reader, text: str, expected: list[tuple[str | None, str]]) -> None:
    assert reader.said(text) == expected


def test_a_quotation_without_a_cue_continues_the_speaker(reader: Reader) -> None:
    text = "“The cape is closed,” Norwegian envoy Ada Lund said. “Nobody will open it again.”"
    first, second = reader.statements(text)
    assert (second.party, second.text, second.cue) == ("NO", "Nobody will open it again", None)
    assert second.speaker is not None
    assert second.speaker.name == "Ada Lund"
    assert first.quote == second.quote == "direct"


def test_a_transcript_gives_each_turn_to_its_speaker(reader: Reader) -> None:
    text = (
        "Ada Lund, Norwegian foreign minister: Norway will keep its radar. Thank you.\n\n"
        "Question: Will you talk to Iceland?\n\n"
        "Ada Lund: We are ready to talk about the cape tomorrow."
    )
    found = reader.statements(text, "Briefing")
    assert [(each.party, each.text) for each in found] == [
        ("NO", "Norway will keep its radar"),
        ("NO", "We are ready to talk about the cape tomorrow"),
    ]


def test_a_speech_belongs_to_who_gives_it(reader: Reader) -> None:
    text = (
        "Thank you, dear friends.\n\nWe will never accept the map of the cape. We call upon Iceland to withdraw it. "
        "Our fishermen have sailed these waters for ages."
    )
    found = reader.statements(text, "Address by Norwegian Foreign Minister Ada Lund in Oslo")
    assert [each.kind for each in found[:2]] == ["refusal", "demand"]
    assert {each.party for each in found} == {"NO"}
    assert all(each.speaker is not None and each.speaker.name == "Ada Lund" for each in found)


def test_a_joint_communique_is_one_statement_for_each_party(reader: Reader) -> None:
    text = "1. Norway and Iceland met in Oslo.\n\n2. The parties will keep the cape open to all ships."
    found = reader.statements(text, "Joint communiqué of Norway and Iceland")
    assert {each.party for each in found if "keep the cape" in each.text} == {"NO", "IS"}


def test_what_several_sides_state_is_given_to_each(reader: Reader) -> None:
    text = "Norway met Iceland in Riga. The two sides agreed to draw a new map."
    assert {each.party for each in reader.statements(text)} == {"NO", "IS"}


def test_courtesies_and_questions_of_a_transcript_state_nothing(reader: Reader) -> None:
    text = "Ada Lund (Norway): Good morning. Thank you all for coming.\n\nJon Ek (Iceland): How was the trip?"
    assert reader.said(text, "Briefing") == []


def test_offsets_point_at_the_words(reader: Reader) -> None:
    text = "In Oslo, “the ice,” envoy Ada Lund of Norway said, “belongs to nobody at all.” Iceland rejected the claim."
    for each in reader.statements(text):
        assert " ".join(text[start:end] for start, end in each.content) == each.text
        assert each.cue is None or text[each.cue.start : each.cue.end] == each.cue.text
        assert each.speaker is None or text[each.speaker.start : each.speaker.end] == each.speaker.text


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("“The ice is free,” Sen. Ada Lund (D-Mo.) said.", "Sen. Ada Lund (D-Mo.)"),
        ("The former first lady and Danish senator said the ice was free.", "The former first lady and Danish senator"),
        ("The ice is free, according to the top British medical journal.", "the top British medical journal"),
    ],
)
def test_a_speaker_is_named_whole(reader: Reader, text: str, speaker: str) -> None:
    told = [each.speaker for each in reader.statements(text)]
    assert [text[each.start : each.end] for each in told if each] == [speaker]
