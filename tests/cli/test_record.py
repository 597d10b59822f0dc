from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from kurilreader.domain import Analysis, Article, Kind, Quote, Span, Statement, article_id
from kurilreader.domain.printable import is_printable
from kurilreader.library import open_library

from .conftest import Run


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Three parties on two topics; an outlet is hostile, a statement is carried twice, two are of this week."""
    directory = tmp_path / "library"
    opened = open_library(directory)
    recent, long_ago = date.today() - timedelta(days=3), date.today() - timedelta(days=400)
    for place, (day, party, kind, text, source) in enumerate([
        (long_ago, "RU", Kind.OFFER, "We are ready for visits to the family graves", "Wire"),
        (recent, "RU", Kind.CONDITION, "Visits to the family graves only with a visa", "Wire\x1b[31m"),
        (recent, "RU", Kind.CONDITION, "Visits to the family graves only with a visa", "Herald"),
        (recent, "JP", Kind.REFUSAL, "We refuse visits to the graves with such a visa", "Herald"),
    ]):  # fmt: skip
        whole = f"{text}. Report {place}."
        article = Article(article_id(whole), f"Title {place}", whole, source, None, day.isoformat(), "en")
        statement = Statement(
            "s1", party, None, None, (Span(0, len(text)),), text, Quote.INDIRECT, kind, ("visits",)
        )  # fmt: skip
        opened.put_analysis(opened.add(article).number, Analysis("test", statements=(statement,)))
    opened.close()
    return directory


def records(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_changes_of_two_weeks_show_both_sentences(run: Run, library: Path) -> None:
    ran = run("--library", library, "changes", "--since", "2w", "--party", "RU")
    assert ran.code == 0
    lines = ran.out.splitlines()
    assert "hardened  Russia  condition" in lines[0]
    assert lines[1].strip() == "Visits to the family graves only with a visa"
    assert "Herald" in lines[2]
    assert lines[3].strip().startswith("before: ")
    assert lines[4].strip() == "We are ready for visits to the family graves"
    assert "1 changes" in ran.err
    assert all(is_printable(line) for line in lines)


def test_changes_as_json(run: Run, library: Path) -> None:
    found = records(run("--library", library, "changes", "--json").out)
    assert [(each["party"], each["movement"]) for each in found] == [("JP", "new"), ("RU", "hardened"), ("RU", "new")]
    hardened = found[1]
    assert hardened["schema"] == "kurilreader.change/1"
    assert hardened["days"] == 397
    assert hardened["now"]["articles"] == 2
    assert hardened["now"]["outlets"] == ["Wire\x1b[31m", "Herald"]
    assert hardened["before"]["kind"] == "offer"
    some = run("--library", library, "changes", "--json", "--movement", "hardened,softened", "--limit", "5")
    assert records(some.out) == [hardened]


def test_nothing_changed(run: Run, library: Path) -> None:
    ran = run("--library", library, "changes", "--topic", "fisheries")
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing changed\n")


@pytest.mark.parametrize(
    "wrong", [("--since", "soon"), ("--since", "99999y"), ("--movement", "moved"), ("--kind", "x")]
)
def test_what_is_no_date_or_movement_is_wrong_usage(run: Run, library: Path, wrong: tuple[str, str]) -> None:
    ran = run("--library", library, "changes", *wrong)
    assert (ran.code, ran.out) == (2, "")
    assert wrong[1] in ran.err


@pytest.mark.parametrize(("back", "count"), [("1d", 0), ("1w", 2), ("2m", 2), ("2y", 3), ("2000", 3)])
def test_a_stretch_back_from_today(run: Run, library: Path, back: str, count: int) -> None:
    assert len(records(run("--library", library, "changes", "--since", back, "--json").out)) == count


def test_stated_lists_each_statement_once(run: Run, library: Path) -> None:
    ran = run("--library", library, "stated", "--party", "RU")
    assert ran.out.count("only with a visa") == 1
    assert "Herald" in ran.out
    assert "2 statements" in ran.err
    found = records(run("--library", library, "stated", "--json", "--by-topic", "--query", "graves").out)
    assert [each["party"] for each in found] == ["JP", "RU", "RU"]
    assert {each["schema"] for each in found} == {"kurilreader.stated/1"}
    limited = run("--library", library, "stated", "--limit", "1")
    assert "3 statements, 1 shown" in limited.err


def test_the_matrix_as_table_and_json(run: Run, library: Path) -> None:
    ran = run("--library", library, "matrix")
    head, row = ran.out.splitlines()[:2]
    assert head.split() == ["RU", "JP"]
    assert row.split()[-2:] == ["2", "1"]
    found = records(run("--library", library, "matrix", "--json", "--parties", "1").out)
    assert [(each["party"], each["topic"], each["count"]) for each in found] == [("RU", "visits", 2)]
    assert found[0]["current"]["kind"] == "condition"
    empty = run("--library", library, "matrix", "--topic", "x")
    assert (empty.code, empty.out, empty.err) == (0, "", "no statement found\n")


def test_where_parties_agree_or_not(run: Run, library: Path) -> None:
    ran = run("--library", library, "agree", "RU", "JP", "--topic", "visits")
    assert ran.out.splitlines()[0] == "disagree  one refuses what the other makes a condition of or for"
    (found,) = records(run("--library", library, "agree", "JP", "RU", "--topic", "visits", "--json").out)
    assert (found["schema"], found["relation"], found["topic"]) == ("kurilreader.meeting/1", "disagree", "visits")
    assert (found["first"]["party"], found["second"]["party"]) == ("JP", "RU")
    silent = run("--library", library, "agree", "RU", "US", "--topic", "visits")
    assert (silent.code, silent.out) == (0, "")


@pytest.mark.parametrize("command", ["stated", "matrix", "changes", "export"])
def test_parties_and_topics_may_be_named(run: Run, library: Path, command: str) -> None:
    by_id = run("--library", library, command, "--party", "RU", "--topic", "visits")
    by_name = run("--library", library, command, "--party", "russia", "--topic", "Visits")
    assert (by_name.code, by_name.out) == (0, by_id.out)
    assert by_id.out


def test_two_parties_agree_by_name_and_must_be_two(run: Run, library: Path) -> None:
    assert run("--library", library, "agree", "Russia", "japan", "--topic", "Visits").out.startswith("disagree")
    same = run("--library", library, "agree", "JP", "Japan", "--topic", "visits")
    assert (same.code, same.out) == (2, "")
