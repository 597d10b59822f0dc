"""Imports that are killed at any moment, resumed, and lose or double nothing; a sync beside the open reader."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from kurilreader.domain import Order
from kurilreader.library import JobState, open_library
from tests.site import TALK, Site, page, rss, serve

MANY = 60
#: seconds after which something hangs; nothing waits for their passing
BOUND = 300


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An environment in which this machine may be asked."""
    config = tmp_path / "config" / "kurilreader"
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("private_hosts = true\n")
    kept = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "TMUX", "COLUMNS", "LINES"}}
    return {**kept, "HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config"), "TERM": "xterm-256color"}


@pytest.fixture(autouse=True)
def _ctrl_c() -> Iterator[None]:
    """Tests in the background of a shell would hand on to the commands that Ctrl-C is to be ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def site() -> Iterator[Site]:
    with serve() as found:
        yield found


def start(home: dict[str, str], library: Path, *arguments: str | Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kurilreader", "--library", str(library), *map(str, arguments)],
        env=home, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def kill_when(process: subprocess.Popen[str], library: Path, stored: int) -> bool:
    """Kill a command once its library holds so many articles; whether it still ran then."""
    end = time.monotonic() + BOUND
    while process.poll() is None and time.monotonic() < end:
        if (library / "library.db").exists() and (library / "library.db").stat().st_size:
            try:
                opened = open_library(library, create=False)
            except Exception:
                continue
            count = opened.count()
            opened.close()
            if count >= stored:
                break
        time.sleep(0.002)
    ran = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return ran


def test_a_killed_add_is_resumed(tmp_path: Path, home: dict[str, str]) -> None:
    library, folder = tmp_path / "library", tmp_path / "in"
    folder.mkdir()
    for place in range(MANY * 10):
        (folder / f"{place:03}.txt").write_text(f"Day {place}\n\n{TALK} It was day {place} of the talks.\n")
    (folder / "999.txt").write_text("")
    rolls = random.Random(7)
    process = start(home, library, "add", "--no-analysis", folder)
    kills = int(kill_when(process, library, rolls.randrange(1, 300)))
    for _ in range(4):
        process = start(home, library, "jobs", "resume", "1")
        kills += kill_when(process, library, rolls.randrange(1, MANY * 10))
        opened = open_library(library)
        job = opened.job(1)
        # What is told of a job is on the disk, whatever happened.
        assert job.added == opened.count()
        opened.close()
        if job.state is not JobState.KILLED:
            break
    assert kills
    if job.state is JobState.KILLED:
        out, err = start(home, library, "jobs", "resume", "1").communicate(timeout=BOUND)
        assert "999.txt: is empty" in err, (out, err)
    opened = open_library(library)
    job = opened.job(1)
    assert (job.state, job.added, job.same, job.failed) == (JobState.DONE, MANY * 10, 0, 1)
    assert opened.count() == MANY * 10
    assert [len(opened.origins(number)) for number in range(1, 20)] == [1] * 19
    assert opened.check() == []
    opened.close()


def large(form: str, count: int) -> bytes:
    """Many records in one file, a damaged one near its beginning."""
    if form == "jsonl":
        lines = [
            json.dumps({"title": f"Day {n}", "text": f"{TALK} It was day {n} of the talks."}) for n in range(count)
        ]
        return "\n".join([lines[0], "{", *lines[1:]]).encode()
    records = b""
    for place in range(count):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + f"{TALK} It was day {place}.\n".encode()
        record = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{place}\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        records += gzip.compress(record + body + b"\r\n\r\n", 1)
    empty = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/x\r\nContent-Type: application/http"
    )
    return gzip.compress(head + b"\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (len(empty), empty)) + records


@pytest.mark.parametrize("form", ["jsonl", "warc.gz"])
def test_a_killed_add_of_a_large_file_is_resumed(tmp_path: Path, home: dict[str, str], form: str) -> None:
    library, file, many = tmp_path / "library", tmp_path / f"large.{form}", 700
    file.write_bytes(large(form, many))
    rolls = random.Random(13)
    kills = int(kill_when(start(home, library, "add", "--no-analysis", file), library, rolls.randrange(1, 200)))
    for _ in range(2):
        process = start(home, library, "jobs", "resume", "1")
        kills += kill_when(process, library, rolls.randrange(300, 500))
        opened = open_library(library)
        job = opened.job(1)
        assert job.added == opened.count()
        assert opened.origins(1)[0].job == 1
        opened.close()
        if job.state is not JobState.KILLED:
            break
    assert kills
    if job.state is JobState.KILLED:
        out, err = start(home, library, "jobs", "resume", "1").communicate(timeout=300)
        assert "1 failed" in err, (out, err)
    opened = open_library(library)
    job = opened.job(1)
    assert (job.state, job.added, job.same, job.failed) == (JobState.DONE, many, 0, 1)
    assert opened.count() == many
    assert {len(opened.origins(number)) for number in opened.numbers(Order.DATE)} == {1}
    assert opened.check() == []
    opened.close()


def test_a_killed_sync_is_resumed(tmp_path: Path, home: dict[str, str], site: Site) -> None:
    library = tmp_path / "library"
    for feed in range(3):
        items = []
        for place in range(MANY // 3):
            body = page(f"Feed {feed} day {place}", f"{TALK} Feed {feed}, day {place}.")
            items.append(
                (f"Feed {feed} day {place}", site.put(f"/{feed}/{place}", body, Content_Type="text/html"), ".")
            )
        site.put(f"/feed{feed}", rss(*items, title=f"Feed {feed}"), ETag='"1"')
        assert start(home, library, "feed", "add", f"{site.root}/feed{feed}").wait() == 0
    rolls = random.Random(11)
    kills = int(kill_when(start(home, library, "sync", "--no-analysis"), library, rolls.randrange(1, MANY // 2)))
    for _ in range(3):
        process = start(home, library, "jobs", "repeat", "1")
        kills += kill_when(process, library, rolls.randrange(MANY // 3, MANY))
        opened = open_library(library)
        job = opened.job(1)
        assert job.added == opened.count()
        opened.close()
        if job.state is not JobState.KILLED:
            break
    assert kills
    if job.state is JobState.KILLED:
        assert start(home, library, "jobs", "repeat", "1").wait() == 0
    opened = open_library(library)
    job = opened.job(1)
    assert (job.state, job.added, job.failed) == (JobState.DONE, MANY, 0)
    assert opened.count() == MANY
    assert opened.check() == []
    opened.close()


def test_ctrl_c_waits_for_no_slow_host(tmp_path: Path, home: dict[str, str], site: Site) -> None:
    library = tmp_path / "library"
    assert start(home, library, "feed", "add", site.hang("/slow")).wait() == 0
    process = start(home, library, "sync")
    end = time.monotonic() + BOUND
    while not site.asked and time.monotonic() < end:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    # The server answers only when the test is over: what ended did not wait for it.
    out, err = process.communicate(timeout=BOUND)
    assert (process.returncode, out) == (130, "")
    assert "interrupted; what was done is kept" in err
    opened = open_library(library)
    assert opened.job(1).state is JobState.CANCELLED
    assert opened.feeds()[0].reason is None
    opened.close()


def test_ctrl_c_ends_a_watch_cleanly(tmp_path: Path, home: dict[str, str]) -> None:
    library, inbox = tmp_path / "library", tmp_path / "inbox"
    inbox.mkdir()
    process = start(home, library, "watch", "--every", "1", "--no-analysis", inbox)
    assert process.stderr is not None and process.stdout is not None
    assert process.stderr.readline().startswith("watching")
    (inbox / "a.txt").write_text(f"Talks\n\n{TALK}\n")
    assert process.stdout.readline().endswith("  Talks\n")
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=BOUND)
    assert process.returncode == 0
    assert err.endswith("ended; 1 added\n")
    opened = open_library(library)
    assert (opened.job(1).kind, opened.job(1).state) == ("watch", JobState.DONE)
    opened.close()


def test_a_sync_beside_the_open_reader(tmp_path: Path, home: dict[str, str], site: Site) -> None:
    library, folder = tmp_path / "library", tmp_path / "in"
    folder.mkdir()
    for place in range(5):
        (folder / f"{place}.txt").write_text(f"Day {place}\n\n{TALK} It was day {place}.\n")
    assert start(home, library, "add", "--no-analysis", folder).wait() == 0
    entry = f"{TALK * 20} It came later."
    assert start(home, library, "feed", "add", site.put("/feed", rss(("Latest", f"{site.root}/1", entry)))).wait() == 0
    child = pexpect.spawn(
        sys.executable, ["-m", "kurilreader", "--library", str(library)], env=home, dimensions=(40, 120), timeout=BOUND
    )
    child.delaybeforesend = None
    screen = pyte.Screen(120, 40)
    stream = pyte.ByteStream(screen)

    def shows(*words: str) -> str:
        end = time.monotonic() + BOUND
        while time.monotonic() < end:
            try:
                data: bytes = child.read_nonblocking(1 << 16, 0.1)
            except pexpect.TIMEOUT:
                data = b""
            stream.feed(re.sub(rb"\x1b\[[<>=?][0-9;]*[upqc$]+|\x1b\[\?[0-9;]*\$p", b"", data))
            text = "\n".join(screen.display)
            if all(word in text for word in words):
                return text
        raise AssertionError("\n".join(screen.display))

    def under_cursor(text: str) -> list[str]:
        """The place on the screen and the title of the row under the cursor."""
        return [f"{n} {line[:12]}" for n, line in enumerate(text.splitlines()) if line.startswith("▌")][:1]

    shows("5 articles")
    child.send("jj")
    before = under_cursor(shows("article 3/5"))
    assert before
    assert start(home, library, "sync", "--no-analysis").wait() == 0
    text = shows("1 new article, R shows them", "article 3/5")
    assert under_cursor(text) == before
    assert "Latest" not in text
    child.send("R")
    text = shows("6 articles", "Latest")
    assert under_cursor(text)[0].split()[1:] == before[0].split()[1:]
    child.send("q")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


def test_who_leaves_the_reader_waits_for_no_slow_host(tmp_path: Path, home: dict[str, str], site: Site) -> None:
    library = tmp_path / "library"
    assert start(home, library, "feed", "add", site.hang("/slow")).wait() == 0
    child = pexpect.spawn(
        sys.executable, ["-m", "kurilreader", "--library", str(library)], env=home, dimensions=(30, 120), timeout=BOUND
    )
    child.delaybeforesend = None
    child.expect("0 articles|Nothing")
    end = time.monotonic() + BOUND
    while not site.asked and time.monotonic() < end:
        child.send("gs")
        child.expect([r".+", pexpect.TIMEOUT], timeout=1)
    assert site.asked
    child.send("q")
    # The server answers only when the test is over.
    child.expect(pexpect.EOF, timeout=BOUND)
    child.close()
    assert child.exitstatus == 0
    opened = open_library(library)
    assert opened.job(1).state is JobState.CANCELLED
    opened.close()
