from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from kurilreader.desk import Desk, Progress
from kurilreader.domain import SearchRequest

TEXT = "Fishing off {place} resumed on Monday, officials in Nemuro said, after a pause of two years."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    for place in ("Shikotan", "Etorofu", "Kunashiri"):
        (made / f"{place}.txt").write_text(TEXT.format(place=place))
    return made


def test_what_comes_in_is_stored_reported_and_found(desk: Desk, folder: Path) -> None:
    report = desk.add([str(folder)])
    assert len(report.added) == desk.count() == 3
    assert (report.same, report.failed, report.cancelled) == (0, [], False)
    for taken in report.added:
        reading = desk.reading(taken.number)
        assert (reading.article.id, reading.article.title) == (taken.id, taken.title)
    (number,) = desk.search(SearchRequest("kunashiri")).numbers
    assert "Kunashiri" in desk.reading(number).article.text


def test_what_is_there_already_is_counted(desk: Desk, folder: Path) -> None:
    desk.add([str(folder)])
    (folder / "new.txt").write_text(TEXT.format(place="Habomai"))
    report = desk.add([str(folder)])
    assert (len(report.added), report.same) == (1, 3)


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(desk: Desk, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    report = desk.add([str(folder / "empty.txt"), str(folder / "none.txt"), str(folder / "Shikotan.txt")])
    assert [error.origin for error in report.failed] == [str(folder / "empty.txt"), str(folder / "none.txt")]
    assert len(report.added) == 1


def test_standard_input_is_an_input(desk: Desk) -> None:
    report = desk.add(["-"], stdin=io.BytesIO(TEXT.format(place="Habomai").encode()))
    assert len(report.added) == 1


def test_cancelled_work_keeps_what_is_done_and_can_go_on(desk: Desk, folder: Path) -> None:
    seen: list[Progress] = []

    def watch(progress: Progress) -> bool:
        seen.append(progress)
        return len(seen) < 2

    report = desk.add([str(folder)], progress=watch)
    assert report.cancelled
    assert len(report.added) == 2
    assert [progress.done for progress in seen] == [1, 2]
    again = desk.add([str(folder)])
    assert (len(again.added), again.same) == (1, 2)


def test_names_of_fields_are_a_setting(desk: Desk, tmp_path: Path) -> None:
    record = {"meta": {"kop": "Overleg"}, "inhoud": TEXT.format(place="Habomai"), "Bron": "De Krant"}
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (tmp_path / "a.jsonl").write_text(json.dumps(record) + "\n")
    (inbox / "b.json").write_text(json.dumps({**record, "inhoud": TEXT.format(place="Shikotan")}))
    os.utime(inbox / "b.json", (1e9, 1e9))
    assert desk.add([str(tmp_path / "a.jsonl")]).failures == 1
    desk.settings = replace(desk.settings, fields={"text": ("inhoud",), "title": ("meta.kop",), "source": ("bron",)})
    (taken,) = desk.add([str(tmp_path / "a.jsonl")]).added
    article = desk.reading(taken.number).article
    assert (article.title, article.source) == ("Overleg", "De Krant")
    assert len(desk.watch([str(inbox)]).settle().added) == 1
    # The usual names are still known.
    (tmp_path / "c.json").write_text(json.dumps({"title": "C", "text": TEXT.format(place="Etorofu")}))
    assert [each.title for each in desk.add([str(tmp_path / "c.json")]).added] == ["C"]
