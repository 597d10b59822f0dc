from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kurilreader.domain.printable import is_printable

from .conftest import Run


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def queue(run: Run, library: Path, *arguments: str) -> list[dict[str, Any]]:
    ran = run("--library", library, "review", *arguments)
    assert ran.code == 0, ran.err
    assert all(is_printable(line) for line in ran.out.splitlines())
    return records(ran.out)


def test_the_queue_is_printed_newest_first_and_gets_shorter(run: Run, library: Path) -> None:
    first, second = queue(run, library)
    assert (first["schema"], first["id"], first["party"], first["verdicts"]) == ("kurilreader.review/1", "s1", "RU", [])
    assert second["article"]["published"] == "2024-01-02"
    judged = run("--library", library, "review", "judge", first["article"]["id"], "s1", "right", "--as", "ann")
    assert judged.code == 0
    assert "1 of 1 statements judged right by ann" in judged.err
    assert [each["party"] for each in queue(run, library, "--as", "ann")] == ["JP"]
    assert [each["party"] for each in queue(run, library, "--as", "ben")] == ["RU", "JP"]
    assert [each["party"] for each in queue(run, library, "--as", "ben", "--limit", "1")] == ["RU"]
    (again, _) = queue(run, library, "--as", "ann", "--all")
    assert [(each["reviewer"], each["verdict"]) for each in again["verdicts"]] == [("ann", "right")]
    assert [each["party"] for each in queue(run, library, "party:JP", "--as", "ann")] == ["JP"]


def test_verdicts_change_what_is_found_and_shown(run: Run, library: Path) -> None:
    (first, _) = queue(run, library)
    id_ = first["article"]["id"]
    run("--library", library, "review", "judge", id_, "s1", "wrong-party", "--party", "CN")
    assert run("--library", library, "search", "--count", "party:RU").out == "0\n"
    assert run("--library", library, "search", "--count", "party:CN").out == "1\n"
    assert run("--library", library, "search", "--count", "verdict:wrong-party").out == "1\n"
    assert "China" in run("--library", library, "positions", "--party", "CN").out
    run("--library", library, "review", "judge", id_, "s1", "wrong-kind", "--kind", "refusal")
    assert run("--library", library, "search", "--count", "party:CN", "kind:refusal").out == "1\n"
    (shown,) = records(run("--library", library, "show", id_, "--json").out)
    (statement,) = shown["analysis"]["statements"]
    assert (statement["party"], statement["kind"]) == ("CN", "refusal")
    run("--library", library, "review", "judge", id_, "s1", "wrong")
    assert run("--library", library, "search", "--count", "party:CN").out == "0\n"
    (shown,) = records(run("--library", library, "show", id_, "--json").out)
    assert shown["analysis"]["statements"] == shown["analysis"]["positions"] == []
    for told in ("wrong", "wrong kind", "wrong party"):
        assert f"undone: {told}: " in run("--library", library, "undo").err
    assert run("--library", library, "search", "--count", "party:RU").out == "1\n"
    assert "nothing to undo" in run("--library", library, "undo").err
    assert run("--library", library, "undo", "--redo", "2").err.count("done again") == 2


def test_many_are_judged_by_a_query_after_a_preview(run: Run, library: Path) -> None:
    ran = run("--library", library, "review", "judge", "unsure", "--query", "topic:peace-treaty", "--dry-run")
    assert "2 statements" in ran.err
    assert len(queue(run, library)) == 2
    assert "2 of 2" in run("--library", library, "review", "judge", "unsure", "--query", "topic:peace-treaty").err
    assert queue(run, library) == []
    assert "unsure: 2 statements" in run("--library", library, "undo").err
    assert len(queue(run, library)) == 2


def test_disagreements_and_agreement(run: Run, library: Path) -> None:
    ids = [each["article"]["id"] for each in queue(run, library)]
    for reviewer, verdicts in (("ann", ("right", "wrong")), ("ben", ("right", "right"))):
        for id_, verdict in zip(ids, verdicts, strict=True):
            assert run("--library", library, "--as", reviewer, "review", "judge", id_, "s1", verdict).code == 0
    (disputed,) = queue(run, library, "--list")
    assert disputed["article"]["id"] == ids[1]
    assert disputed["disputed"] is True
    assert queue(run, library, "--list", "talks") == []
    (found,) = records(run("--library", library, "review", "--agreement").out)
    # Two statements, agreed on one; chance would give (1·½ + 0·½) = ½ for kappa, and alpha is 1 - 3·½/(3·1·2/4) = 0.
    assert found == {
        "schema": "kurilreader.agreement/1",
        "reviewers": ["ann", "ben"],
        "statements": 2,
        "kappa": 0.0,
        "alpha": 0.0,
    }


def test_where_nobody_or_everybody_agrees_there_is_no_figure(run: Run, library: Path) -> None:
    assert "no statement was judged by several" in run("--library", library, "review", "--agreement").err
    for reviewer in ("ann", "ben", "cyd"):
        run("--library", library, "--as", reviewer, "review", "judge", "right", "--query", "talks")
    ran = run("--library", library, "review", "--agreement")
    assert records(ran.out)[0]["alpha"] is None
    assert "all verdicts are the same" in ran.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["judge"],
        ["judge", "abcd", "s1", "perhaps"],
        ["judge", "abcd", "s1", "wrong-party"],
        ["judge", "abcd", "s1", "right", "--party", "JP"],
        ["judge", "abcd", "s1", "wrong-span"],
        ["judge", "abcd", "s1", "wrong-span", "--span", "9-3"],
        ["judge", "wrong-span", "--span", "3-9", "--query", "talks"],
        ["judge", "right", "--query", "is:odd"],
        ["is:odd"],
    ],
)
def test_wrong_usage(run: Run, library: Path, arguments: list[str]) -> None:
    ran = run("--library", library, "review", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_what_is_not_there_is_told(run: Run, library: Path) -> None:
    id_ = queue(run, library)[0]["article"]["id"]
    assert run("--library", library, "review", "judge", id_, "s7", "right").code == 1
    assert run("--library", library, "review", "judge", "ffff", "s1", "right").code == 1
    assert run("--library", library, "--as", " \x1b", "review").code == 1


def test_a_corrected_span_is_what_the_statement_says(run: Run, library: Path) -> None:
    id_ = queue(run, library)[0]["article"]["id"]
    spans = ("--span", "0-6", "--span", "12-22")
    assert run("--library", library, "review", "judge", id_, "s1", "wrong-span", *spans, "--note", "cut").code == 0
    (found, _) = queue(run, library, "--all")
    assert (found["text"], found["content"]) == ("Moscow hold talks", [[0, 6], [12, 22]])
    assert found["verdicts"][0]["note"] == "cut"


def test_notes_on_stretches(run: Run, library: Path) -> None:
    id_ = queue(run, library)[0]["article"]["id"]
    key = run("--library", library, "annotate", id_, "s1", "why", "only?", "--tag", "Ask", "--as", "ann").out.strip()
    assert run("--library", library, "annotate", id_, "0-6", "--tag", "capital").code == 0
    first, second = records(run("--library", library, "annotate", id_).out)
    assert (first["words"], first["tags"], first["statement"]) == ("Moscow", ["capital"], None)
    assert (second["note"], second["tags"], second["statement"], second["reviewer"]) == (
        "why only?",
        ["ask"],
        "s1",
        "ann",
    )
    for query in ("has:note", "note:only?", "tag:ask", "tag:capital"):
        assert run("--library", library, "search", "--count", query).out == "1\n"
    assert run("--library", library, "annotate", id_, "--drop", key).code == 0
    assert run("--library", library, "search", "--count", "has:note").out == "0\n"
    assert run("--library", library, "annotate", id_, "--drop", key).code == 2
    assert run("--library", library, "annotate", id_, "s9", "x").code == 2


def test_a_dossier_learns_and_forgets_a_name_and_keeps_its_comments(run: Run, library: Path, home: Path) -> None:
    file = home / "config" / "kurilreader" / "dossiers" / "learned.toml"
    assert run("--library", library, "correct", "learn", "the Blue Room", "RU").code == 0
    assert run("--library", library, "correct", "learn", "Vera Lund", "Vera Lund", "--party", "NO").code == 0
    file.write_text(f"# mine\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    assert run("--library", library, "correct", "learn", "V. Lund", "Vera Lund", "--party", "NO").code == 0
    assert "known already" in run("--library", library, "correct", "learn", "V. Lund", "Vera Lund", "--party", "NO").err
    learned = tomllib.loads(file.read_text(encoding="utf-8"))
    assert learned["party"] == [{"id": "RU", "name": "Russia", "names": ["the Blue Room"]}]
    assert learned["person"] == [{"name": "Vera Lund", "party": "NO", "aliases": ["V. Lund"]}]
    assert [each["words"] for each in records(run("--library", library, "correct").out)] == [
        "the Blue Room",
        "Vera Lund",
        "V. Lund",
    ]
    run("--library", library, "undo")
    assert tomllib.loads(file.read_text(encoding="utf-8"))["person"] == [
        {"name": "Vera Lund", "party": "NO", "aliases": []}
    ]
    run("--library", library, "undo", "2")
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# mine\n# What was learned")
    assert "Lund" not in text and "Blue" not in text


def test_corrections_of_names_show_in_searches(run: Run, library: Path) -> None:
    id_ = queue(run, library)[0]["article"]["id"]
    assert run("--library", library, "correct", "never", "Moscow", "--id", id_).code == 0
    merged = run("--library", library, "correct", "merge", "vera-lund", "v-lund", "V. Lund")
    assert merged.code == 0 and merged.err.endswith("kept\nno article names vera-lund so far\n")
    (never, merge) = records(run("--library", library, "correct", "list").out)
    assert (never["act"], never["article"], merge["act"], merge["article"]) == ("never here", id_, "merge", None)
    assert run("--library", library, "correct", "merge", "a", "a").code == 1


def test_state_goes_from_one_library_to_another(run: Run, library: Path, tmp_path: Path) -> None:
    id_ = queue(run, library)[0]["article"]["id"]
    run("--library", library, "tag", "add", "To Do", "talks")
    run("--library", library, "review", "judge", id_, "s1", "wrong", "--as", "ann")
    out = run("--library", library, "export", "--state").out
    file = tmp_path / "state.jsonl"
    assert "written" in run("--library", library, "export", "--state", "--out", file).err
    assert records(out) == records(file.read_text(encoding="utf-8"))
    assert {each["kind"] for each in records(out)} == {"tag", "verdict"}
    other = tmp_path / "other"
    ran = run("--library", other, "import", "--state", file)
    assert (ran.code, ran.out) == (0, "")
    assert "2 lines read, 2 changed something, 0 could not be read" in ran.err
    assert run("--library", other, "export", "--state").out == out
    assert "2 lines read, 0 changed" in run("--library", other, "import", "--state", file).err
    file.write_bytes(b"{\n\xff\n")
    ran = run("--library", other, "import", "--state", file)
    assert ran.code == 1
    assert "line 1: it is no JSON" in ran.err and "line 2: it is not UTF-8" in ran.err
    assert run("--library", other, "import", "--state", tmp_path / "none").code == 1
    assert run("--library", other, "import").code == 2


def test_the_right_party_may_be_named_and_must_be_one(run: Run, library: Path) -> None:
    (first, _) = queue(run, library)
    judge = ("--library", library, "review", "judge", first["article"]["id"], "s1", "wrong-party", "--party")
    refused = run(*judge, "ZZZ")
    assert (refused.code, len(queue(run, library))) == (2, 2)
    assert "ZZZ is no party" in refused.err
    assert run(*judge, "China").code == 0
    assert run("--library", library, "search", "--count", "party:CN").out == "1\n"
