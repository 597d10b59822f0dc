"""Beside newsboat, notmuch and recoll: `python -m benchmarks.search_programs LIBRARY FOLDER [--queries N]`.

The programs are those of Debian (newsboat, notmuch, recoll). The articles of LIBRARY are given to each in its own form
below FOLDER, which is kept, so that a second run only asks:

- *newsboat* in a pseudo-terminal: its `cache.db` is filled with them as the items of one feed; timed is from the Enter
  of its search line to its list of results, and its start to its first list of feeds. It knows one phrase and no
  fields, so of other queries it is asked for the first word;
- *notmuch*: a message each; timed is `notmuch search --limit=50` in a process of its own, newest first;
- *recoll*: a page each; timed is `recollq -n 50` in a process of its own, newest first;
- *kurilreader*: through its search process, as the reader asks it, fifty numbers, newest first; and as a command in a
  process of its own.

What such a process takes without a question (`notmuch count`, `recollq` of a word that is nowhere) is told, too.
"""

from __future__ import annotations

import argparse
import html
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

import pexpect

from benchmarks.search_queries import Query, make_queries, sample_texts
from benchmarks.search_speed import PAGE, percentile
from kurilreader.domain import SearchRequest
from kurilreader.search import open_search

FEED = "http://127.0.0.1:9/feed"
NOWHERE = "qqzzxxyy"
_LONGEST_WAIT = 300


def articles(library: Path) -> Iterator[tuple[int, datetime, str, str, str]]:
    """Number, moment, source, title and text of each article."""
    with sqlite3.connect(f"file:{library / 'library.db'}?mode=ro", uri=True) as connection:
        rows = connection.execute(
            "SELECT number, coalesce(moment, 0), coalesce(source, ''), title, text"
            " FROM articles JOIN texts USING (number) ORDER BY number"
        )
        for number, moment, source, title, text in rows:
            yield number, datetime.fromtimestamp(moment, UTC), source, title, text


def run(command: list[str], **environment: str) -> float:
    """Seconds of a command."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, **environment})
    return time.perf_counter() - start


class Notmuch:
    """One message for each article."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.config = folder / "notmuch-config"
        mail = folder / "mail"
        if not self.config.exists():
            self.config.write_text(
                f"[database]\npath={mail}\n[new]\ntags=\n[user]\nname=Reader\nprimary_email=reader@localhost\n"
            )
        if not mail.exists():
            for number, moment, source, title, text in articles(library):
                place = mail / f"{number // 1000:04}" / "cur"
                place.mkdir(parents=True, exist_ok=True)
                for name in ("new", "tmp"):
                    (place.parent / name).mkdir(exist_ok=True)
                message = EmailMessage()
                message["From"] = f"{source} <outlet@localhost>"
                message["Subject"], message["Date"] = " ".join(title.split()), format_datetime(moment)
                message["Message-ID"] = f"<{number}@localhost>"
                message.set_content(text)
                (place / f"{number}:2,").write_bytes(bytes(message))

    def index(self) -> float:
        """Index the messages; seconds."""
        return run(["notmuch", "new"], NOTMUCH_CONFIG=str(self.config))

    def ask(self, query: Query) -> None:
        """Answer a query."""
        # its operators are plain words where they are quoted
        w = query.words
        if query.shape != "phrase":
            w = tuple(f'"{each}"' if each in {"and", "or", "not", "xor", "near", "adj"} else each for each in w)
        asked = {
            "all": " and ".join(w),
            "phrase": f'"{" ".join(w)}"',
            "either-not": f"({w[0]} or {w[1 % len(w)]}) and not {w[-1]}",
            "prefix": f"{w[0]}*",
            "title": f"subject:{w[0]}",
            "dates": f"{w[0]} and date:{w[1] if len(w) > 1 else ''}..{w[-1]}",
        }[query.shape]
        command = ["notmuch", "search", "--output=messages", f"--limit={PAGE}", "--sort=newest-first", asked]
        run(command, NOTMUCH_CONFIG=str(self.config))

    def nothing(self) -> float:
        """What a process takes that asks for nothing."""
        return run(["notmuch", "count", NOWHERE], NOTMUCH_CONFIG=str(self.config))


class Recoll:
    """One page for each article, with its date as that of the file."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.config = folder / "recoll"
        pages = folder / "pages"
        self.config.mkdir(exist_ok=True)
        (self.config / "recoll.conf").write_text(f"topdirs = {pages}\nloglevel = 1\n")
        if not pages.exists():
            for number, moment, source, title, text in articles(library):
                place = pages / f"{number // 1000:04}"
                place.mkdir(parents=True, exist_ok=True)
                paragraphs = "".join(f"<p>{html.escape(part)}</p>\n" for part in text.split("\n\n"))
                file = place / f"{number}.html"
                file.write_text(
                    f'<html><head><meta charset="utf-8"><title>{html.escape(title)}</title>'
                    f'<meta name="author" content="{html.escape(source)}"></head><body>{paragraphs}</body></html>'
                )
                os.utime(file, (moment.timestamp(), moment.timestamp()))

    def index(self) -> float:
        """Index the pages; seconds."""
        return run(["recollindex", "-c", str(self.config), "-z"])

    def ask(self, query: Query) -> None:
        """Answer a query."""
        w = query.words
        asked = {
            "all": " ".join(w),
            "phrase": f'"{" ".join(w)}"',
            "either-not": f"{w[0]} OR {w[1 % len(w)]} -{w[-1]}",
            "prefix": f"{w[0]}*",
            "title": f"title:{w[0]}",
            "dates": f"{w[0]} date:{w[1] if len(w) > 1 else ''}/{w[-1]}",
        }[query.shape]
        run(["recollq", "-c", str(self.config), "-n", str(PAGE), "-S", "mtime", "-D", asked])

    def nothing(self) -> float:
        """What a process takes that finds nothing."""
        return run(["recollq", "-c", str(self.config), "-n", "1", NOWHERE])


class Newsboat:
    """One feed with all articles as its items."""

    def __init__(self, folder: Path, library: Path) -> None:
        self.folder = folder / "newsboat"
        self.cache = self.folder / "cache.db"
        if not self.cache.exists():
            self.folder.mkdir(exist_ok=True)
            (self.folder / "urls").write_text(FEED + "\n")
            (self.folder / "config").write_text("auto-reload no\nreload-threads 1\n")
            subprocess.run([*self._command(), "-x", "print-unread"], check=True, capture_output=True)
            self._fill(library)

    def _command(self) -> list[str]:
        return ["newsboat", "-C", f"{self.folder}/config", "-u", f"{self.folder}/urls", "-c", str(self.cache)]

    def _fill(self, library: Path) -> None:
        with sqlite3.connect(self.cache) as cache:
            cache.execute("INSERT OR REPLACE INTO rss_feed (rssurl, url, title) VALUES (?, ?, 'Library')", (FEED, FEED))
            for number, moment, source, title, text in articles(library):
                cache.execute(
                    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
                    (str(number), title, source, f"{FEED}/{number}", FEED, int(moment.timestamp()), text),
                )

    def begin(self) -> float:
        """Start it; seconds to its list of feeds."""
        start = time.perf_counter()
        environment = {**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        command = self._command()
        self.child = pexpect.spawn(
            command[0], command[1:], dimensions=(40, 120), env=environment, timeout=_LONGEST_WAIT
        )
        self.child.expect_exact("Library")
        return time.perf_counter() - start

    def ask(self, query: Query) -> float:
        """Seconds from the Enter of its search line to what it found."""
        words = query.words if query.shape in {"all", "phrase"} else query.words[:1]
        self.child.send("/")
        self.child.expect_exact("Search for:")
        self.child.send(" ".join(words))
        time.sleep(0.2)
        start = time.perf_counter()
        self.child.send("\r")
        found = self.child.expect_exact(["Search result", "No results", "No articles found", "returned no results"])
        seconds = time.perf_counter() - start
        if found == 0:
            self.child.send("q")
        time.sleep(0.2)
        return seconds

    def end(self) -> None:
        """Leave."""
        self.child.close(force=True)


def timed(queries: list[Query], ask: Callable[[Query], object]) -> list[float]:
    """Milliseconds of each."""
    out = []
    for query in queries:
        start = time.perf_counter()
        ask(query)
        out.append((time.perf_counter() - start) * 1000)
    return out


def say(name: str, values: list[float], base: float, note: str = "") -> None:
    """One line of the table."""
    median = statistics.median(values)
    worst = percentile(values, 0.95)
    print(f"| {name} | {len(values)} | {median:.1f} | {worst:.1f} | {max(values):.1f} | {median / base:.2f} | {note} |")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_programs", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument(
        "--queries", type=int, default=200, help="of the two hundred, so many; newsboat a tenth of them"
    )
    parser.add_argument("--programs", nargs="*", default=["newsboat", "notmuch", "recoll"])
    parser.add_argument("--prepare", action="store_true", help="only give the articles to the programs and index them")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    every = make_queries(sample_texts(options.library))
    queries = every[:: max(1, len(every) // options.queries)]
    made: dict[str, type[Newsboat | Notmuch | Recoll]] = {"newsboat": Newsboat, "notmuch": Notmuch, "recoll": Recoll}
    programs: dict[str, Newsboat | Notmuch | Recoll] = {
        name: made[name](options.folder, options.library) for name in options.programs
    }
    for name, program in programs.items():
        if options.prepare and isinstance(program, Notmuch | Recoll):
            print(f"{name} indexed in {program.index():.0f} s")
    if options.prepare:
        return
    search = open_search(options.library, "process")
    search.catch_up()
    search.search(SearchRequest(NOWHERE, limit=PAGE))
    print("| program | queries | median ms | p95 | worst | ratio | |\n|---|---|---|---|---|---|---|")
    own = timed(queries, lambda query: search.search(SearchRequest(query.text, limit=PAGE)))
    base = statistics.median(own)
    say("kurilreader, in the reader", own, base)
    search.close()
    command = shutil.which("kurilreader", path=str(Path(sys.executable).parent)) or "kurilreader"
    few = queries[:: max(1, len(queries) // 20)]
    line = [command, "--library", str(options.library), "search", "--limit", str(PAGE)]
    values = timed(few, lambda query: run([*line, query.text]))
    say("kurilreader, as a command", values, base, "with snippets")
    for name, program in programs.items():
        if isinstance(program, Newsboat):
            start = program.begin()
            values = [program.ask(query) * 1000 for query in few]
            program.end()
            say(f"{name}, in its terminal", values, base, f"its start {start:.1f} s")
        else:
            nothing = statistics.median(program.nothing() for _ in range(5)) * 1000
            say(f"{name}, as a command", timed(queries, program.ask), base, f"{nothing:.1f} ms of it for nothing")


if __name__ == "__main__":
    main()
