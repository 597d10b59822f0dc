"""Memory while a big file is taken in, and what a kill in the middle costs.

    python -m benchmarks.intake_bulk [--megabytes 1000] [--format jsonl|warc] [--folder DIR]

Writes a file of that size from generated articles, takes it in without analysis in a process of its own, kills that
process hard once about a third is in, resumes the job, and prints: the peak of resident memory of the process, articles
a second, and how many articles are missing or there twice in the end (both must be 0).
"""

from __future__ import annotations

import argparse
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus import articles, source_texts
from kurilreader.domain import Article
from kurilreader.library import open_library

_RUN = """
import sys
from pathlib import Path
from kurilreader.desk import Desk
from kurilreader.settings import Settings

with Desk.open(Path(sys.argv[1]), Settings()) as desk:
    if sys.argv[3] == "resume":
        report = desk.repeat(desk.jobs()[0].number)
    else:
        report = desk.add([sys.argv[2]])
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(len(report.added), report.same, report.failures, int(peak.split()[1]) // 1024)
"""


def jsonl(article: Article) -> bytes:
    """One article as a line of JSON."""
    record = {
        "id": article.id, "title": article.title, "text": article.text, "source": article.source,
        "published": article.published, "url": f"https://example.org/{article.id}",
    }  # fmt: skip
    return json.dumps(record, ensure_ascii=False).encode() + b"\n"


def warc(article: Article) -> bytes:
    """One article as the response record of a crawl."""
    body = "".join(f"<p>{part}</p>" for part in article.text.split("\n\n"))
    page = f"<html lang=en><head><title>{article.title}</title></head><body><article>{body}</article></body></html>"
    payload = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: https://example.org/{article.id}\r\nWARC-Date: 2025-03-04T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{article.id[:12]}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(payload)}\r\n\r\n"
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
    told, _ = process.communicate()
    spent = time.perf_counter() - began
    added, same, failed, top = map(int, told.split())
    after = stored(library)
    print(f"resumed: {added} added, {same} already there, {failed} failed, {top} MB at the peak")
    print(f"{after - before} articles in {spent:.0f} s: {(after - before) / spent:.0f} a second")
    print(f"missing: {count - after}; twice: {max(0, after - count)}")
    shutil.rmtree(asked.folder)


if __name__ == "__main__":
    main()
