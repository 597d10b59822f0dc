from __future__ import annotations

from pathlib import Path

import pytest

from kurilreader.analysis.dossier import digest, load_dossiers, parse_dossier, shipped
from kurilreader.analysis.engine import Engine
from kurilreader.domain import Article, DossierError, Kind

LAGOON = """
title = "The lagoon"

[[party]]
id = "aral-league"
name = "Aral League"
mark = "A"
names = ["League of Aral"]

[[party]]
id = "KZ"
name = "Kazakhstan"

[[person]]
name = "Dana Serik"
party = "aral-league"
aliases = ["Serik"]
offices = [{ title = "Secretary", from = "2020", to = "2022-05-01" }, { title = "Chair", from = "2022-05-02" }]

[[place]]
name = "Vozrozhdeniya"
names = ["Rebirth Island"]

[[topic]]
id = "salt"
terms = ["salt*", "dust storm*"]

[kinds]
warning = ["the salt remembers"]

[cues]
thunder = { frames = "quote that", kind = "accusation" }
"""


def wrong(text: str) -> str:
    with pytest.raises(DossierError) as raised:
        parse_dossier("lagoon", "lagoon.toml", text.encode())
    return str(raised.value)


def test_the_shipped_dossiers_load_and_the_general_one_comes_last() -> None:
    assert shipped() == ["general", "kuril"]
    assert [each.id for each in load_dossiers()] == ["kuril", "general"]
    assert [each.id for each in load_dossiers([])] == ["general"]


def test_the_kuril_dossier_knows_both_sides_and_their_topics() -> None:
    kuril = load_dossiers(["kuril"])[0]
    assert {(each.id, each.mark) for each in kuril.parties} == {("RU", "R"), ("JP", "J")}
    topics = {each.id for each in kuril.topics}
    assert {"sovereignty", "peace-treaty", "dialogue", "sanctions", "visits", "fisheries", "history"} <= topics


def test_every_party_and_person_is_listed_once() -> None:
    for dossier in load_dossiers():
        for ids in ([each.id for each in dossier.parties], [each.name for each in dossier.people]):
            assert len(ids) == len(set(ids)), dossier.id


def test_offices_are_in_order_and_end_after_they_begin() -> None:
    for dossier in load_dossiers():
        for person in dossier.people:
            for office in person.offices:
                assert office.until is None or (office.since or "") <= office.until, person.name


def test_an_office_depends_on_the_day() -> None:
    abe = next(each for each in load_dossiers()[0].people if each.name == "Yoshihide Suga")
    titles = [
        office.title if (office := abe.office(day)) else None for day in ("2015-03-01", "2021-01-05", "2024-01-01")
    ]
    assert titles == ["Chief Cabinet Secretary", "Prime Minister", None]


def test_a_user_s_dossier_brings_names_topics_kinds_and_cues(tmp_path: Path) -> None:
    (tmp_path / "lagoon.toml").write_text(LAGOON, "utf-8")
    engine = Engine(load_dossiers(user_dir=tmp_path))
    text = (
        "The League of Aral spoke of salt again. Dana Serik said the salt remembers who drained Rebirth Island. "
        "Serik thundered that Kazakhstan had stolen the delta."
    )
    found = engine.analyse(Article("x", "", text, published="2023-01-01")).statements
    assert [(each.party, each.kind) for each in found[-2:]] == [
        ("aral-league", Kind.WARNING),
        ("aral-league", Kind.ACCUSATION),
    ]
    assert found[-2].topics[0] == "salt"
    assert found[-2].speaker is not None
    assert found[-2].speaker.role == "Chair"


def test_a_user_s_file_replaces_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "kuril.toml").write_text(LAGOON, "utf-8")
    assert load_dossiers(["kuril"], tmp_path)[0].title == "The lagoon"


def test_a_path_is_a_name_too(tmp_path: Path) -> None:
    path = tmp_path / "lagoon.toml"
    path.write_text(LAGOON, "utf-8")
    assert [each.id for each in load_dossiers([str(path)])] == ["lagoon", "general"]


def test_what_is_wrong_is_named_with_file_place_and_nearest_key() -> None:
    assert wrong('titel = "x"') == "lagoon.toml: top level: unknown key 'titel'; did you mean 'title'?"
    assert "party 1: id is two capitals" in wrong('title = "x"\n[[party]]\nid = "Japan"\nname = "Japan"')
    assert "did you mean 'metonyms'" in wrong('title = "x"\n[[party]]\nid = "JP"\nname = "Japan"\nmetonym = []')
    assert "'1956-13' is no" not in wrong(
        'title = "x"\n[[person]]\nname = "A"\noffices = [{ title = "B", from = "May" }]'
    )
    assert "'May' is no ISO date" in wrong(
        'title = "x"\n[[person]]\nname = "A"\noffices = [{ title = "B", from = "May" }]'
    )
    assert "a topic needs terms" in wrong('title = "x"\n[[topic]]\nid = "salt"')
    assert "did you mean 'refusal'" in wrong('title = "x"\n[cues]\nhuff = { frames = "that", kind = "refusel" }')
    assert "title must be a text and is needed" in wrong("")
    assert "lagoon.toml: " in wrong("title = ")


def test_a_name_nobody_knows_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(DossierError, match=r"no dossier is called 'kurill'; did you mean 'kuril'\?"):
        load_dossiers(["kurill"])
    with pytest.raises(DossierError, match="No such file"):
        load_dossiers([str(tmp_path / "none.toml")])


def test_the_version_changes_with_the_dossiers() -> None:
    both, one = load_dossiers(), load_dossiers([])
    assert digest(both) != digest(one)
    assert Engine(both).version != Engine(one).version
    assert Engine(both).version == Engine(load_dossiers()).version
