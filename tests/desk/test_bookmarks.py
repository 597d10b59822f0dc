"""A large file that was half read is read on, not anew."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kurilreader.desk import Desk, JobState, Progress
from kurilreader.intake.inputs import Input

MANY = 30
LEAST = "The delegations of both sides met and parted without a word to the press."


def jsonl(places: range) -> bytes:
    lines = [json.dumps({"title": f"Day {place}", "text": f"{LEAST} It was day {place}."}) for place in places]
    lines[4] = "{"
    return "\n".join(lines).encode() + b"\n"


def mbox(places: range) -> bytes:
    return "".join(
        f"From a@example.org Tue Mar  4 09:30:00 2025\nFrom: A <a@example.org>\nSubject: Day {place}\n"
        f"Message-ID: <{place}@example.org>\n\n{LEAST} It was day {place}.\n\n"
        for place in places
    ).encode()


def warc(places: range) -> bytes:
    out = b""
    for place in places:
        page = f"<html><head><title>Day {place}</title></head><body><p>{LEAST} It was day {place}.</p></body></html>"
        payload = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{place}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
        )
        out += head.encode() + payload + b"\r\n\r\n"
    return out


def packed(make: Callable[[range], bytes]) -> Callable[[range], bytes]:
    return lambda places: b"".join(gzip.compress(make(range(place, place + 10))) for place in places[::10])


FORMS = {"a.jsonl": jsonl, "a.mbox": mbox, "a.warc": warc, "a.warc.gz": packed(warc), "a.mbox.gz": packed(mbox)}


def stop_at(count: int) -> Callable[[Progress], bool]:
    return lambda step: step.what != "reading" or step.done < count


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Where each file was begun to be read."""
    begun: list[int] = []
    turn = Input.turn

    def turned(item: Input, stream: object) -> object:
        mark = turn(item, stream)  # type: ignore[arg-type]
        begun.append(mark.offset)
        return mark

    monkeypatch.setattr(Input, "turn", turned)
    return begun


@pytest.mark.parametrize("name", FORMS)
def test_a_cancelled_import_reads_on_where_it_was(desk: Desk, tmp_path: Path, name: str, read: list[int]) -> None:
    (tmp_path / name).write_bytes(FORMS[name](range(MANY)))
    report = desk.add([str(tmp_path / name)], progress=stop_at(12))
    job = desk.job(report.job)
    assert (report.cancelled, job.added + job.failed) == (True, 12)
    resumed = desk.repeat(report.job)
    job = desk.job(report.job)
    failed = 1 if name == "a.jsonl" else 0
    assert (job.added, job.same, job.failed, job.state) == (MANY - failed, 0, failed, JobState.DONE)
    # What failed before it was cancelled is told again, though it is not read again.
    assert resumed.failures == failed
    # The record that came last is read again: it may hold more than what came out of it.
    assert (len(resumed.added), resumed.same) == (MANY - 12, 1)
    assert read[0] == 0
    assert read[1] > 0
    # Once it is done, doing it again reads all of it.
    again = desk.repeat(report.job)
    assert (len(again.added), again.same, again.failures) == (0, MANY - failed, failed)
    assert read[2] == 0


def test_a_file_that_was_changed_is_read_anew(desk: Desk, tmp_path: Path, read: list[int]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(jsonl(range(MANY)))
    report = desk.add([str(file)], progress=stop_at(12))
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([jsonl(range(90, 97)).splitlines(keepends=True)[0], *lines[:4], *lines[5:]]))
    resumed = desk.repeat(report.job)
    assert read == [0, 0]
    assert (len(resumed.added), resumed.failures) == (MANY - 12 + 1, 0)
    assert desk.count() == MANY


def test_each_file_of_several_has_its_bookmark(desk: Desk, tmp_path: Path, read: list[int]) -> None:
    for place in range(3):
        (tmp_path / f"{place}.warc").write_bytes(warc(range(place * 10, place * 10 + 10)))
    report = desk.add([str(tmp_path)], progress=stop_at(25))
    del read[:]
    resumed = desk.repeat(report.job)
    assert [offset > 0 for offset in read] == [True, True, True]
    assert len(resumed.added) == 5
    assert (desk.job(report.job).added, desk.count()) == (30, 30)


def test_undoing_forgets_bookmarks(desk: Desk, tmp_path: Path, read: list[int]) -> None:
    (tmp_path / "a.jsonl").write_bytes(jsonl(range(MANY)))
    report = desk.add([str(tmp_path / "a.jsonl")], progress=stop_at(12))
    desk.undo_job(report.job)
    assert len(desk.repeat(report.job).added) == MANY - 1
    assert read == [0, 0]


def test_a_name_that_no_message_can_show_has_no_bookmark(desk: Desk, tmp_path: Path, read: list[int]) -> None:
    file = tmp_path / os.fsdecode(b"a\xff\x07.jsonl")
    file.write_bytes(jsonl(range(MANY)))
    report = desk.add([str(file)], progress=stop_at(12))
    resumed = desk.repeat(report.job)
    assert read == [0, 0]
    assert (len(resumed.added), resumed.failures, desk.count()) == (MANY - 12, 1, MANY - 1)
