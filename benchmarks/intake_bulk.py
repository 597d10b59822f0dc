"""Memory while a big file is taken in, and what a kill in the middle costs.

    python -m benchmarks.intake_bulk [--megabytes 1000] [--format jsonl|warc] [--folder DIR]

Writes a file of that size from generated articles, takes it in without analysis in a process of its own, kills that
process hard once about a third is in, resumes the job, and prints: the peak of resident memory of both processes, with
the indexing of what came in; how soon the resumed one stores something new; articles a second; and how many articles
are missing or there twice in the end (both must be 0). The web archive is as crawlers write it: pages of some 45 KB
with scripts, styles, menus and teasers around the article, each with its request and a picture beside it.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import articles, source_texts
from benchmarks.intake_pages import frame, tags
from kurilreader.domain import Article
from kurilreader.library import open_library

_RUN = """
import sys
import time
from pathlib import Path
from kurilreader.desk import Desk
from kurilreader.settings import Settings

with Desk.open(Path(sys.argv[1]), Settings()) as desk:
    if sys.argv[3] == "resume":
        report = desk.repeat(desk.jobs()[0].number)
    else:
        report = desk.add([sys.argv[2]])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(len(report.added), report.same, report.failures, int(peak.split()[1]) // 1024, time.process_time())
"""


def jsonl(article: Article) -> bytes:
    """One article as a line of JSON."""
    record = {
        "id": article.id, "title": article.title, "text": article.text, "source": article.source,
        "published": article.published, "url": f"https://example.org/{article.id}",
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def warc(article: Article) -> bytes:
    """One article as a crawler archives its page: the request, the response, and a picture on it."""
    dice = random.Random(article.id)
    title, address = html.escape(article.title), f"https://example.org/{article.id}"
    body = f"<article><h1>{title}</h1>{tags([html.escape(part) for part in article.text.split(chr(10) * 2)])}</article>"
    page = frame(body, title, dice).replace("</head>", f"{_NOISE}</head>").encode()
    picture = dice.randbytes(12_000)
    return (
        _record("request", address, "request", f"GET /{article.id} HTTP/1.1\r\nHost: example.org\r\n\r\n".encode())
        + _record("response", address, "response", _answer("text/html; charset=utf-8") + page)
        + _record("response", f"{address}.jpg", "response", _answer("image/jpeg") + picture)
    )


#: what pages carry besides what is read
_NOISE = "".join(
    f"<style>.c{n}{{margin:{n}px;color:#{n:06x};display:block}}</style>"
    f'<script>window.d{n}={{"id":{n},"slot":"/7/news/{n}","sizes":[[300,250],[728,90]],"keys":["a","b","c"]}};</script>'
    for n in range(240)
)


def _answer(kind: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode()


def _record(kind: str, address: str, message: str, payload: bytes) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2025-03-04T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, kind + address)}>\r\n"
        f"Content-Type: application/http; msgtype={message}\r\nContent-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def write(path: Path, size: int, form: str) -> int:
    """Write records until the file has `size` bytes; returns how many."""
    make = {"jsonl": jsonl, "warc": warc}[form]
    count = 0
    with path.open("wb", buffering=io.DEFAULT_BUFFER_SIZE) as file:
        for article in articles(10**9, source_texts()):
            file.write(make(article))
            count += 1
            if file.tell() >= size:
                return count
    return count


def start(library: Path, file: Path, how: str) -> subprocess.Popen[str]:
    """The intake in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", _RUN, str(library), str(file), how], stdout=subprocess.PIPE, text=True, env=os.environ
    )


def stored(library: Path) -> int:
    """How many articles the library holds."""
    try:
        opened = open_library(library, create=False)
    except Exception:  # it is being made
        return 0
    try:
        return opened.count()
    finally:
        opened.close()


def resident(process: int) -> int:
    """The peak of a process's resident memory so far in MB, 0 when it is gone."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def watch(process: subprocess.Popen[str], library: Path, enough: int) -> Iterator[int]:
    """The peak memory of a process as long as it runs and has stored less than `enough` articles."""
    while process.poll() is None and stored(library) < enough:
        yield resident(process.pid)
        time.sleep(0.5)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=1000)
    parser.add_argument("--format", choices=("jsonl", "warc"), default="jsonl")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "kurilreader-bulk")
    asked = parser.parse_args()
    shutil.rmtree(asked.folder, ignore_errors=True)
    asked.folder.mkdir(parents=True)
    file, library = asked.folder / f"bulk.{asked.format}", asked.folder / "library"
    count = write(file, asked.megabytes * 10**6, asked.format)
    print(f"{count} articles in {file.stat().st_size / 1e6:.0f} MB of {asked.format}", flush=True)

    process = start(library, file, "add")
    peak = max(watch(process, library, count // 3), default=0)
    process.send_signal(signal.SIGKILL)
    process.wait()
    before = stored(library)
    print(f"killed with {before} articles in, {peak} MB at the peak", flush=True)

    began = time.perf_counter()
    process = start(library, file, "resume")
    for _ in watch(process, library, before + 1):
        pass
    print(f"resumed: something new is stored after {time.perf_counter() - began:.1f} s", flush=True)
    while stored(library) < count and process.poll() is None:
        time.sleep(0.5)
    read = time.perf_counter() - began
    told, _ = process.communicate()
    spent = time.perf_counter() - began
    added, same, failed, top, processor = told.split()
    after = stored(library)
    print(f"{added} added, {same} already there, {failed} failed, {top} MB at the peak")
    print(f"stored: {after - before} articles in {read:.0f} s, {(after - before) / read:.0f} a second")
    print(f"indexed: {after} articles in {spent - read:.0f} s, {after / (spent - read):.0f} a second")
    print(f"processor: {float(processor):.0f} s for both; load of the machine: {os.getloadavg()[0]:.1f}")
    print(f"missing: {count - after}; twice: {max(0, after - count)}")
    shutil.rmtree(asked.folder)


if __name__ == "__main__":
    main()
