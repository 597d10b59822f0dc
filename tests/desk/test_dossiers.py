from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kurilreader.analysis.dossier_reading import read_dossier
from kurilreader.desk import Desk
from kurilreader.desk.dossiers import check, editor, listed, make, own_copy
from kurilreader.desk.skeleton import skeleton
from kurilreader.desk.surveying import Candidates, Named
from kurilreader.domain import Article, DossierError, article_id
from kurilreader.library import Library
from kurilreader.settings import Settings, dossier_folder

NAMES = st.text(min_size=1, max_size=20)
NAMED = st.builds(Named, NAMES, st.integers(1, 9), st.just("some-league"), st.just("KZ"), NAMES)

DELTA = """
title = "The delta"
[[party]]
id = "delta-league"
name = "Delta League"
names = ["League of the Delta"]
[[party]]
id = "KZ"
name = "Kazakhstan"
[[person]]
name = "Dana Serik"
party = "delta-league"
[[place]]
name = "Reed Island"
names = ["Kamysh"]
[[place]]
name = "Nowhere Rock"
[[topic]]
id = "salt"
terms = ["salt*", "dust storm*"]
"""


def own(name: str, text: str) -> Path:
    dossier_folder().mkdir(parents=True, exist_ok=True)
    path = dossier_folder() / f"{name}.toml"
    path.write_text(text, "utf-8")
    return path


def test_the_list_tells_what_each_holds_and_which_are_used(library: Library) -> None:
    path = own("delta", DELTA + "[[topic]]\nid = 'x'\n")
    found = {info.name: info for info in listed(Settings(dossiers=("kuril",)))}
    assert list(found) == ["delta", "iran-nuclear", "kuril", "western-sahara", "general"]
    assert (found["delta"].path, found["delta"].used, found["delta"].problems) == (path, False, 1)
    assert (found["delta"].parties, found["delta"].people, found["delta"].places) == (2, 1, 2)
    assert [name for name, info in found.items() if info.used] == ["kuril", "general"]
    assert found["kuril"].path is None
    assert all(info.used for info in listed(Settings()))


def test_a_new_dossier_is_right_as_it_stands_and_never_written_over() -> None:
    path = make("gulf")
    assert read_dossier("gulf", path.read_bytes())[1] == []
    with pytest.raises(DossierError, match="is there already"):
        make("gulf")
    with pytest.raises(DossierError, match="is no name"):
        make("../gulf")


def test_the_comments_of_a_new_dossier_are_a_dossier() -> None:
    text = skeleton("Gulf")
    bare = "\n".join(
        line.removeprefix("# ")
        for line in text.split("\n")[5:]
        if not line.startswith("# ---") and "Agencies" not in line
    )
    dossier, problems = read_dossier("gulf", ('title = "x"\n' + bare).encode())
    assert problems == []
    assert (len(dossier.parties), len(dossier.people), len(dossier.places), len(dossier.topics)) == (1, 1, 1, 1)
    assert dossier.cues
    assert dossier.kinds


@given(st.text(min_size=1, max_size=30), st.lists(NAMED, max_size=1), st.lists(NAMED, unique_by=lambda n: n.name))
def test_whatever_articles_name_a_new_dossier_can_be_read(
    title: str, parties: list[Named], others: list[Named]
) -> None:
    text = skeleton(title, Candidates(tuple(parties), tuple(others), tuple(others)))
    _, problems = read_dossier("gulf", text.encode("utf-8", "surrogatepass"))
    # What is left without a visible character is no name, and told as that.
    assert all("must be a text" in each.reason or "is there already" in each.reason for each in problems)


def test_what_the_library_names_most_fills_a_new_dossier(desk: Desk, library: Library) -> None:
    for day in range(1, 5):
        text = (
            f"Aral Envoy Marat Ospan said on {day} May that Kazakhstan must close the sluice at Karatoba Gate. "
            "Kazakhstan rejected the demand."
        )
        library.add(Article(article_id(text), f"Day {day}", text, published=f"2024-05-0{day}", language="en"))
    desk.analyse_pending()
    found = desk.candidates(desk.matching("").numbers)
    assert ("KZ", 4) in [(each.id, each.articles) for each in found.parties]
    assert "Marat Ospan" in [each.name for each in found.people]
    assert desk.candidates([]) == Candidates()


def test_a_survey_tells_what_never_occurs_and_what_is_lacking(desk: Desk, library: Library) -> None:
    own("delta", DELTA)
    for day in range(1, 4):
        text = (
            f"The Delta League said on {day} May that salt had reached Kamysh. "
            "Uzbekistan rejected the charge. Minister Timur Yusup said that the sluice was shut."
        )
        library.add(Article(article_id(text), f"Day {day}", text, published=f"2024-05-0{day}", language="en"))
    other = "Nothing happened in Lima today."
    library.add(Article(article_id(other), "Quiet", other, language="en"))
    desk.analyse_pending()
    found = desk.survey("delta")
    assert (found.articles, found.fitting) == (4, 3)
    assert set(found.never) == {"party Kazakhstan", "person Dana Serik", "place Nowhere Rock"}
    assert set(found.never_names) == {"League of the Delta", "Reed Island"}
    assert found.never_terms == ("salt: dust storm*",)
    assert "UZ" in [each.id for each in found.lacking.parties]
    assert "Timur Yusup" in [each.name for each in found.lacking.people]
    assert "Kamysh" not in [each.name for each in found.lacking.places]


def test_names_that_two_dossiers_give_to_different_things_are_told_with_who_counts() -> None:
    own("delta", DELTA)
    own("other", DELTA.replace('"Dana Serik"', '"Dana Serik Junior"\naliases = ["Dana Serik"]').replace("Reed", "Sand"))
    first = Settings(dossiers=("delta", "other"))
    assert (
        check("delta", first).overlaps
        == (
            "'Kamysh' is the place Reed Island here, the place Sand Island in other: delta counts",
            "'Dana Serik' is Dana Serik here, Dana Serik Junior in other: delta counts",
        )[::-1]
    )
    assert all(line.endswith("delta counts") for line in check("other", first).overlaps)
    assert all(line.endswith("other counts") for line in check("delta", Settings(dossiers=("other", "delta"))).overlaps)


def test_people_of_a_party_nobody_describes_are_told() -> None:
    own("delta", DELTA.replace('party = "delta-league"', 'party = "delta-leage"'))
    assert check("delta", Settings()).remarks == ("Dana Serik: no dossier describes the party 'delta-leage'",)


def test_a_library_keeps_its_own_dossiers(desk: Desk, directory: Path, put: Callable[..., int]) -> None:
    put("Text.")
    own("delta", DELTA)
    assert desk.own_dossiers() is None
    desk.use_dossiers(["delta", "kuril"])
    with Desk.open(directory, Settings(dossiers=("western-sahara",))) as again:
        assert again.own_dossiers() == again.settings.dossiers == ("delta", "kuril")
        assert again.party("delta-league").name == "Delta League"
        with pytest.raises(DossierError, match="no dossier is called 'delt'; did you mean 'delta'"):
            again.use_dossiers(["delt"])
        again.use_dossiers([])
    with Desk.open(directory, Settings(dossiers=("western-sahara",))) as again:
        assert again.settings.dossiers == ("western-sahara",)


def test_a_chosen_path_does_not_depend_on_the_folder_one_is_in(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "delta.toml").write_text(DELTA, "utf-8")
    monkeypatch.chdir(tmp_path)
    desk.use_dossiers(["delta.toml"])
    assert desk.own_dossiers() == (str(tmp_path / "delta.toml"),)


def test_a_shipped_one_is_copied_before_it_is_edited() -> None:
    path, copied = own_copy("kuril")
    assert (path, copied) == (dossier_folder() / "kuril.toml", True)
    assert own_copy("kuril") == (path, False)
    assert [info.path for info in listed(Settings()) if info.name == "kuril"] == [path]


def test_the_editor_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "ed -s")
    monkeypatch.setenv("VISUAL", "")
    assert editor() == ["ed", "-s"]
    monkeypatch.setenv("VISUAL", "'my editor' --wait")
    assert editor() == ["my editor", "--wait"]
    monkeypatch.delenv("VISUAL")
    monkeypatch.delenv("EDITOR")
    with pytest.raises(DossierError, match="no editor is named"):
        editor()
