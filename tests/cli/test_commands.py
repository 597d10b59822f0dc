from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from kurilreader.domain.printable import is_printable

from .conftest import Run


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def harmless(text: str) -> bool:
    return all(is_printable(line) for line in text.split("\n"))


def test_search_prints_what_it_finds_newest_first(run: Run, library: Path) -> None:
    ran = run("--library", library, "search", "talks OR drill")
    assert ran.code == 0
    lines = [line for line in ran.out.splitlines() if not line.startswith(" ")]
    assert [line.split("  ")[1] for line in lines] == ["2025-03-04", "2024-01-02"]
    assert "2 found" in ran.err
    assert harmless(ran.out)
    assert harmless(ran.err)


def test_search_as_json(run: Run, library: Path) -> None:
    ran = run("--library", library, "search", "--json", "etorofu")
    (hit,) = records(ran.out)
    assert hit["schema"] == "kurilreader.search/1"
    assert hit["title"] == "Drill\x1b]0;owned\x07"
    assert hit["positions"] == {"JP": 1}
    ((start, end),) = hit["snippet"]["marks"]
    assert hit["snippet"]["text"][start:end] == "Etorofu"
    assert harmless(ran.out)


def test_every_offset_of_a_search_stands_in_the_article_shown(run: Run, library: Path) -> None:
    query = "talks OR drill OR protest* OR title:quiet OR stated:sanctions OR kind:condition"
    found = records(run("--library", library, "search", "--json", query).out)
    assert len(found) == 3
    counted = 0
    for hit in found:
        (shown,) = records(run("--library", library, "show", "--json", hit["id"]).out)
        article = shown["article"]
        known = {each["id"]: each for each in (shown["analysis"] or {"statements": ()})["statements"]}
        for part in ("title", "text"):
            words = [article[part][start:end].casefold() for start, end in hit["hits"][part]]
            assert {word.rstrip("s") for word in words} <= {"talk", "drill", "protest", "quiet", "sanction"}
            counted += len(words)
        for statement in hit["statements"]:
            same = known[statement["id"]]
            assert [same[name] for name in ("party", "kind", "text", "topics")] == [
                statement[name] for name in ("party", "kind", "text", "topics")
            ]
            assert " ".join(article["text"][start:end] for start, end in statement["content"]) == statement["text"]
        snippet = hit["snippet"]
        if snippet["offset"] is not None:
            end = snippet["offset"] + len(snippet["text"])
            assert article["text"][snippet["offset"] : end].split() == snippet["text"].split()
            whole = [span for each in hit["statements"] for span in each["content"]] + hit["hits"]["text"]
            for mark in snippet["marks"]:
                start, end = (at + snippet["offset"] for at in mark)
                assert any(first <= start < end <= last for first, last in whole)
    assert counted == 6
    assert [[each["id"] for each in hit["statements"]] for hit in found] == [["s1"], ["s1"], []]


def test_a_statement_asked_for_is_the_hit(run: Run, library: Path) -> None:
    (hit,) = records(run("--library", library, "search", "--json", "party:JP kind:condition").out)
    assert [(each["id"], each["party"], each["kind"], each["content"]) for each in hit["statements"]] == [
        ("s1", "JP", "condition", [[0, 20]])
    ]
    assert hit["snippet"] == {"text": "Tokyo protests at a ", "marks": [[0, 20]], "offset": 0}
    assert hit["hits"] == {"title": [], "text": []}


def test_search_shows_what_it_left_out(run: Run, library: Path) -> None:
    ran = run("--library", library, "search", "--limit", "1", "talks", "OR", "drill")
    assert len([line for line in ran.out.splitlines() if not line.startswith(" ")]) == 1
    assert "2 found, 1 shown" in ran.err


def test_search_points_at_a_mistake_and_runs_the_rest(run: Run, library: Path) -> None:
    ran = run("--library", library, "search", "(drill")
    assert ran.code == 0
    assert "^" in ran.err
    assert "Etorofu" in ran.out


def test_search_finds_nothing(run: Run, library: Path) -> None:
    ran = run("--library", library, "search", "zebra")
    assert (ran.code, ran.out) == (0, "")
    assert "nothing found" in ran.err


def test_show_prints_article_and_positions(run: Run, library: Path) -> None:
    (hit,) = records(run("--library", library, "search", "--json", "etorofu").out)
    ran = run("--library", library, "show", hit["id"][:6])
    assert ran.code == 0
    assert "Tokyo protests at a drill near Etorofu." in ran.out
    assert "Name of JP  condition" in ran.out
    assert "Minister of JP" in ran.out
    assert harmless(ran.out)


def test_show_tells_when_an_article_is_not_analysed(run: Run, library: Path) -> None:
    (hit,) = records(run("--library", library, "search", "--json", "nemuro").out)
    ran = run("--library", library, "show", hit["id"])
    assert ran.out.endswith("A quiet day in Nemuro.\n")
    assert "not analysed yet" in ran.err
    (record,) = records(run("--library", library, "show", "--json", hit["id"]).out)
    assert record["analysis"] is None


def test_show_as_json_holds_the_contract(run: Run, library: Path) -> None:
    (hit,) = records(run("--library", library, "search", "--json", "shikotan").out)
    (record,) = records(run("--library", library, "show", "--json", hit["id"]).out)
    assert record["schema"] == "kurilreader.article/1"
    assert record["article"]["text"].startswith("Moscow will hold talks")
    assert set(record["analysis"]) == {"version", "entities", "statements", "positions", "summary"}
    assert record["analysis"]["statements"][0]["speaker"]["name"] == "Minister of RU"


def test_show_as_markdown_keeps_what_the_document_set(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "ferry.md"
    file.write_text(
        "# Ferry\n\nIt sails.\n\n## When\n\n- on Mondays\n- on [holidays](https://example.org/h)\n", "utf-8"
    )
    library = tmp_path / "own"
    ran = run("--library", library, "add", "--no-analysis", file)
    shown = run("--library", library, "show", "--markdown", ran.out.split()[0])
    assert shown.out == (
        "# Ferry\n\nIt sails.\n\n## When\n\n- on Mondays\n\n- on [holidays](<https://example.org/h>)\n"
    )


def test_show_of_an_unknown_id_is_told(run: Run, library: Path) -> None:
    ran = run("--library", library, "show", "0123456789abcdef")
    assert (ran.code, ran.out) == (1, "")
    assert "no article" in ran.err


def test_positions_are_listed_and_filtered(run: Run, library: Path) -> None:
    everything = run("--library", library, "positions")
    assert everything.out.index("2025-03-04  Name of RU") < everything.out.index("2024-01-02  Name of JP")
    assert "2 positions" in everything.err
    assert harmless(everything.out)
    assert "Name of JP" not in run("--library", library, "positions", "--party", "RU").out
    assert "Name of JP" not in run("--library", library, "positions", "--since", "2025").out
    assert "Name of RU" not in run("--library", library, "positions", "--until", "2024").out
    assert "Name of JP" in run("--library", library, "positions", "--until", "2024-01-02", "--kind", "condition").out
    assert run("--library", library, "positions", "--kind", "offer").out == ""
    assert "1 positions" in run("--library", library, "positions", "--limit", "1").err
    nothing = run("--library", library, "positions", "--topic", "fish")
    assert (nothing.code, nothing.out) == (0, "")
    assert "no positions found" in nothing.err


def test_positions_are_those_a_query_finds(run: Run, library: Path) -> None:
    for query, parties in (("shikotan", "RU"), ("party:JP kind:condition", "JP"), ("zebra", ""), ("kind:refusal", "")):
        out = run("--library", library, "positions", "--json", "--query", query).out
        assert "".join(record["party"] for record in records(out)) == parties
    ran = run("--library", library, "positions", "--query", "(shikotan")
    assert "Name of RU" in ran.out and "^" in ran.err


def test_positions_as_json(run: Run, library: Path) -> None:
    ran = run("--library", library, "positions", "--json", "--party", "RU")
    (record,) = records(ran.out)
    assert record["schema"] == "kurilreader.position/1"
    assert (record["party"], record["kind"], record["topics"]) == ("RU", "condition", ["peace-treaty"])
    assert record["speaker"] == "Minister of RU"
    assert record["statement"]["content"] == [[0, 20]]
    assert record["article"]["published"] == "2025-03-04"


def test_reindex_counts(run: Run, library: Path) -> None:
    ran = run("--library", library, "reindex")
    assert (ran.code, ran.out) == (0, "")
    assert "3 articles indexed" in ran.err


def test_watch_once_and_what_waits_for_its_analysis(run: Run, tmp_path: Path) -> None:
    library, inbox = tmp_path / "new", tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "a.txt").write_text("Talks\n\nJapan lodged a protest over a drill near Etorofu on Monday.\n")
    (inbox / "b.txt").write_text("")
    ran = run("--library", library, "watch", "--once", "--no-analysis", inbox)
    assert (ran.code, len(ran.out.splitlines())) == (1, 1)
    assert "b.txt: is empty" in ran.err
    id_ = ran.out.split()[0]
    assert json.loads(run("--library", library, "show", "--json", id_).out)["analysis"] is None
    assert run("--library", library, "analyze", "--all").err.endswith("1 analysed\n")
    assert json.loads(run("--library", library, "show", "--json", id_).out)["analysis"]
    assert run("--library", library, "watch", "--once", inbox).code == 0
    assert run("--library", library, "watch", "--once", tmp_path / "gone").code == 1
    assert run("--library", library, "analyze").code == 2
    assert run("--library", library, "analyze", "--stale").code == 2
    assert run("--library", library, "analyze", "--all", "--stale").err.endswith("0 analysed\n")
    assert run("--library", library, "jobs", "resume", "1").code == 1


def test_settings_of_a_feed(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "new"
    run("--library", library, "feed", "add", "https://a.test/feed")
    ran = run("--library", library, "feed", "set", "1", "title=Mine", "every=2h", "cookies=pass show a")
    assert (ran.code, ran.out.splitlines()[0]) == (0, "1  Mine")
    assert "    every=120m" in run("--library", library, "feed", "show", "Mine").out.splitlines()
    record = json.loads(run("--library", library, "feed", "list", "--json").out)
    assert record["settings"] == {"full-text": "auto", "every": "120m", "cookies": "pass show a"}
    ran = run("--library", library, "feed", "set", "1", "titel=x")
    assert (ran.code, "title" in ran.err) == (1, True)
    assert "pass show" not in run("--library", library, "feed", "export").out


def test_a_home_folder_is_not_named(run: Run, home: Path) -> None:
    library, path = home / "library", home / "texts" / "a.txt"
    path.parent.mkdir(parents=True)
    path.write_text("Talks\n\nThe talks went on without a result today.\n")
    id_ = run("--library", library, "add", path, home / "gone.txt").out.split()[0]
    assert json.loads(run("--library", library, "show", "--json", id_).out)["article"]["origin"] == "~/texts/a.txt"
    for said in (run("--library", library, "jobs"), run("--library", library, "jobs", "--json", "show", "1")):
        assert str(home) not in said.out
        assert "~/texts/a.txt" in said.out


def test_a_sync_with_no_feed_due_says_when_one_is(run: Run, tmp_path: Path) -> None:
    library = tmp_path / "new"
    run("--library", library, "feed", "add", "http://127.0.0.1:1/feed")
    failed = run("--library", library, "sync")
    assert (failed.code, "is on a private network" in failed.err) == (1, True)
    ran = run("--library", library, "sync")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("no feed is due before 2")
    assert run("--library", library, "sync", "1").code == 1
