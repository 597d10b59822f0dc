from __future__ import annotations

import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.dossier import digest, load_dossiers, parse_dossier, shipped, sources
from kurilreader.analysis.dossier_reading import FRAMES, read_dossier
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
    assert shipped() == ["general", "iran-nuclear", "kuril", "western-sahara"]
    assert [each.id for each in load_dossiers()] == ["iran-nuclear", "kuril", "western-sahara", "general"]
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
    abe = next(each for each in load_dossiers(["kuril"])[0].people if each.name == "Yoshihide Suga")
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


def test_a_dossier_without_topics_leaves_them_to_the_general_one(tmp_path: Path) -> None:
    begun = 'title = "x"\n[[place]]\nname = "Rebirth Island"\n'
    (tmp_path / "lagoon.toml").write_text(begun, "utf-8")
    text = "Kazakhstan said on Friday that the reservoir near Rebirth Island must be filled."
    found = Engine(load_dossiers(["lagoon"], tmp_path)).analyse(Article("x", "", text)).statements
    assert "water" in found[0].topics


def test_the_dossier_in_the_manual_works(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "dossiers.md").read_text("utf-8")
    (tmp_path / "lagoon.toml").write_text(manual.partition("```toml\n")[2].partition("```")[0], "utf-8")
    dossiers = load_dossiers(["lagoon"], tmp_path)
    text = (
        "Dana Serik thundered that Kazakhstan had shut the sluice. "
        "The Lagoon Authority said the salt remembers who drained the lake off Возрождение."
    )
    found = Engine(dossiers).analyse(Article("x", "", text, published="2023-01-01")).statements
    assert [(each.party, each.kind.value) for each in found] == [
        ("aral-league", "accusation"),
        ("aral-league", "warning"),
    ]
    assert found[0].speaker is not None
    assert found[0].speaker.role == "Chair"
    assert found[1].topics[0] == "salt"


def test_a_user_s_file_replaces_a_shipped_one_of_the_same_name(tmp_path: Path) -> None:
    (tmp_path / "kuril.toml").write_text(LAGOON, "utf-8")
    assert load_dossiers(["kuril"], tmp_path)[0].title == "The lagoon"


def test_a_path_is_a_name_too(tmp_path: Path) -> None:
    path = tmp_path / "lagoon.toml"
    path.write_text(LAGOON, "utf-8")
    assert [each.id for each in load_dossiers([str(path)])] == ["lagoon", "general"]


def test_what_is_wrong_is_named_with_file_place_and_nearest_key() -> None:
    assert wrong('titel = "x"') == "lagoon.toml, line 1: top level: unknown key 'titel'; did you mean 'title'?"
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


BROKEN = """title = "x"
tittle = "y"

[[party]]
id = "JP"
name = "Japan"
metonym = ["Tokyo"]

[[party]]
id = "JP"
name = 3

[[person]]  # nobody yet
name = "A"
gender = "x"
offices = [
  { title = "B", from = "2020", to = "2019-05" },
  { title = "C", from = "2020-02-31" },
]

[[topic]]
id = "salt"
terms = "salt"

[kinds]
refusel = ["no"]

[cues]
thunder = { frames = "qoute that", kind = "accusation" }
"""


def test_all_that_is_wrong_is_told_with_its_line() -> None:
    _, problems = read_dossier("lagoon", BROKEN.encode())
    assert [problem.told("f") for problem in problems] == [
        "f, line 2: top level: unknown key 'tittle'; did you mean 'title'?",
        "f, line 7: party 1: unknown key 'metonym'; did you mean 'metonyms'?",
        "f, line 11: party 2: name must be a text and is needed",
        "f, line 15: person 1: gender is 'f' or 'm'",
        "f, line 17: person 1, office 1: it ends (2019-05) before it begins (2020)",
        "f, line 18: person 1, office 2: '2020-02-31' is no ISO date",
        "f, line 23: topic 1: terms must be a list of texts",
        "f, line 26: kinds: unknown key 'refusel'; did you mean 'refusal'?",
        "f, line 29: cues, thunder: no frame is called 'qoute'; did you mean 'quote'?",
    ]


def test_what_is_there_twice_and_what_is_no_toml_is_told_with_its_line() -> None:
    twice = 'title = "x"\n[[party]]\nid = "JP"\nname = "J"\n[[party]]\nid = "JP"\nname = "K"\n'
    assert wrong(twice) == "lagoon.toml, line 6: party 2: id 'JP' is there already"
    assert wrong('title = "x"\nid = = 3').startswith("lagoon.toml, line 2: ")
    _, problems = read_dossier("lagoon", b'title = "x"\n\xff')
    assert problems[0].told("f") == "f, line 2: not UTF-8 at byte 12"
    assert "lower-case" in read_dossier("La Goon", b"")[1][0].reason


@given(st.text(max_size=60), st.sampled_from(["[[party]]\nid = 1\n", "[[person]]\noffices = 2\n", "x = [1\n", ""]))
def test_whatever_a_file_holds_it_is_read_or_explained(text: str, more: str) -> None:
    dossier, problems = read_dossier("lagoon", (text + "\n" + more).encode("utf-8", "surrogatepass"))
    assert dossier.id == "lagoon"
    lines = text.count("\n") + more.count("\n") + 2
    assert problems
    assert all(problem.line is None or 1 <= problem.line <= lines for problem in problems)


def test_every_frame_of_the_shipped_cues_is_known() -> None:
    cues = tomllib.loads(files("kurilreader.analysis.rules").joinpath("cues.toml").read_text("utf-8"))
    found: set[str] = set()

    def look(value: object) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("frames"), str):
                found.update(value["frames"].split())
            for each in value.values():
                look(each)
        elif isinstance(value, list):
            for each in value:
                look(each)

    look(cues)
    assert {frame for frame in found if not frame.startswith("+")} <= set(FRAMES)


def test_one_s_own_dossiers_count_before_shipped_ones_and_the_first_named_before_others(tmp_path: Path) -> None:
    other = LAGOON.replace('"Serik"', '"Serik", "Old Fox"')
    (tmp_path / "aral.toml").write_text(other.replace("aral-league", "salt-league"), "utf-8")
    (tmp_path / "lagoon.toml").write_text(LAGOON.replace('"Serik"', '"Serik", "Old Fox"'), "utf-8")
    assert list(sources(tmp_path))[:2] == ["aral", "lagoon"]
    assert list(sources(tmp_path))[-1] == "general"
    for order, party in ((["aral", "lagoon"], "salt-league"), (["lagoon", "aral"], "aral-league")):
        engine = Engine(load_dossiers(order, tmp_path))
        found = engine.analyse(Article("x", "", "Serik said the delta was lost.", published="2023-01-01")).statements
        assert [each.party for each in found] == [party]


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
