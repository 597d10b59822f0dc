"""How long keys wait while results come: `python -m benchmarks.search_keys LIBRARY [--queries N] [--pace MS]`.

The reader runs in a pseudo-terminal of 120 by 40 over LIBRARY. Queries of `search_queries` are typed letter by letter,
a key every so many milliseconds, each letter asking for results while those of the one before are under way. The clock
of a key runs from the moment it is written into the terminal to the end of what the reader does about it. Told is what
the reader's thread did in that time:

- *search*: showing what the search answered (lists, snippets, counts, the article of the first hit), and asking anew;
- *drawing*: layout and painting, of whatever was to be drawn when the key came;
- *handling*: what keys do themselves;
- *rest*: nothing of these: waiting for Python's lock, which other threads held, or for a processor.

Search and rest together are the most that a key can have waited for the search. Told as well: until the key's letter is
drawn, from the last key of a query to its first page of hits drawn, whether an older answer was shown after a newer
question, and how long the reader takes to end. Analyses that LIBRARY may lack are not made meanwhile.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from pathlib import Path
from typing import Any

import pexpect

from benchmarks.search_queries import make_queries, sample_texts
from benchmarks.search_speed import percentile

Span = tuple[float, float]
LIMIT = 0.016


class Observed:
    """What the thread of a running reader does when; all moments are those of one clock that processes share."""

    def __init__(self) -> None:
        self.spans: dict[str, list[Span]] = {"search": [], "draw": [], "key": []}
        #: by the moment it was read: the key, and when it was done with
        self.keys: dict[float, tuple[str, float]] = {}
        #: what was typed, and the key that made it so
        self.typed: list[tuple[str, float]] = []
        #: queries with the moment at which their answer had been drawn
        self.shown: list[tuple[str, float]] = []
        self.answers = {"shown": 0, "dropped": 0, "older": 0}

    def within(self, owner: type, name: str, kind: str) -> None:
        """Note when a method runs."""
        method: Callable[..., Any] = getattr(owner, name)

        @wraps(method)
        def noted(*arguments: Any, **options: Any) -> Any:
            start = time.monotonic()
            try:
                return method(*arguments, **options)
            finally:
                self.spans[kind].append((start, time.monotonic()))

        setattr(owner, name, noted)

    def note_keys(self) -> None:
        """Note what becomes of keys."""
        from textual import events
        from textual.message_pump import MessagePump

        dispatch: Any = MessagePump._dispatch_message

        async def timed(pump: MessagePump, message: Any) -> None:
            if not isinstance(message, events.Key):
                await dispatch(pump, message)
                return
            start = time.monotonic()
            await dispatch(pump, message)
            end = time.monotonic()
            self.spans["key"].append((start, end))
            self.keys[message.time] = (message.key, end)

        MessagePump._dispatch_message = timed  # type: ignore[assignment, method-assign]

    def note_answers(self) -> None:
        """Note what is asked for, and what becomes of answers."""
        from kurilreader.tui.screens.commands import Commands
        from kurilreader.tui.screens.results import Results

        ask, take = Commands.typed, Results.take

        def typed(commands: Any, asking: Any, text: str) -> None:
            self.typed.append((text, max(self.keys)))
            ask(commands, asking, text)

        def taken(results: Any, answer: Any) -> bool:
            query, screen = answer.request.query, results._screen
            if not take(results, answer):
                self.answers["dropped"] += 1
                return False
            self.answers["shown"] += 1
            self.answers["older"] += bool(self.typed) and screen.commands.searching and query != self.typed[-1][0]
            screen.call_after_refresh(lambda: self.shown.append((query, time.monotonic())))
            return True

        Commands.typed = typed  # type: ignore[assignment, method-assign]
        Results.take = taken  # type: ignore[assignment, method-assign]


def observed(library: str, out: str) -> None:
    """Run the reader and write down what was seen of it."""
    from textual.screen import Screen

    from kurilreader.cli.main import main as command
    from kurilreader.desk import Desk
    from kurilreader.tui.screens.commands import Commands
    from kurilreader.tui.screens.reader import ReaderScreen

    seen = Observed()
    seen.note_keys()
    seen.note_answers()
    seen.within(Commands, "typed", "search")
    for name in ("answered", "snipped", "counted", "ready", "completed", "done"):
        seen.within(ReaderScreen, f"on_{name}", "search")
    seen.within(Screen, "_on_timer_update", "draw")
    seen.within(Screen, "_refresh_layout", "draw")
    Desk.analyse_pending = lambda *_, **__: 0  # type: ignore[method-assign]
    command(["--library", library])
    Path(out).write_text(json.dumps({**vars(seen), "keys": sorted(seen.keys.items())}))


class Typist:
    """Types into a reader that is observed."""

    def __init__(self, library: Path, scratch: str) -> None:
        self.out = Path(scratch) / "seen.json"
        #: when each key was written into the terminal
        self.sent: list[float] = []
        self._child = pexpect.spawn(
            sys.executable,
            ["-m", "benchmarks.search_keys", "--observe", str(self.out), str(library)],
            dimensions=(40, 120),
            env={**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": scratch},
            timeout=60,
        )
        self._child.expect_exact("▌".encode())

    def press(self, key: str, rest: float) -> None:
        """Press a key, and read what is drawn for so many seconds."""
        self.sent.append(time.monotonic())
        os.write(self._child.child_fd, key.encode())
        self.rest(rest)

    def rest(self, seconds: float) -> None:
        """Read what is drawn."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            try:
                self._child.read_nonblocking(100_000, timeout=left)
            except pexpect.TIMEOUT:
                break

    def leave(self) -> float:
        """Seconds from q to the end of the reader."""
        start = time.monotonic()
        self.press("q", 0)
        self._child.expect(pexpect.EOF)
        self._child.close()
        return time.monotonic() - start


def measured(library: Path, queries: Sequence[str], pace: float) -> dict[str, Any]:
    """Type the queries; what the reader wrote down, with the keys' places in it and how long it took to end."""
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as scratch:
        typist = Typist(library, scratch)
        typist.rest(2)
        typist.press("/", 3)
        for letter in "warm up":
            typist.press(letter, 0.5)
        before = len(typist.sent)
        for query in queries:
            typist.press("\x15", 0.3)
            for letter in query:
                typist.press(letter, pace)
            typist.rest(0.6)
        count = len(typist.sent) - before
        typist.press("\x1b", 1)
        left = typist.leave()
        found: dict[str, Any] = json.loads(typist.out.read_text())
    if len(found["keys"]) != len(typist.sent):
        raise SystemExit(f"{len(typist.sent)} keys were pressed, {len(found['keys'])} came")
    every = [(sent, done) for sent, (_, (_, done)) in zip(typist.sent, found["keys"], strict=True)]
    pressed = {read: sent for sent, (read, _) in zip(typist.sent, found["keys"], strict=True)}
    typed = [(text, pressed[read]) for text, read in found["typed"]]
    return {**found, "waits": every[before : before + count], "typed": typed, "left": left}


def union(spans: Iterable[Span]) -> list[Span]:
    """The same time without overlaps, in order."""
    out: list[Span] = []
    for start, end in sorted(spans):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def overlap(spans: Sequence[Span], start: float, end: float) -> float:
    """How much of a stretch of time lies in spans that are in order."""
    total, at = 0.0, max(0, bisect_left(spans, (start, start)) - 1)
    while at < len(spans) and spans[at][0] < end:
        total += max(0.0, min(end, spans[at][1]) - max(start, spans[at][0]))
        at += 1
    return total


def parts(found: dict[str, Any]) -> dict[str, list[float]]:
    """For each key its wait, and what of it was what."""
    spans = {kind: [(start, end) for start, end in each] for kind, each in found["spans"].items()}
    layers = ["search", "draw", "key"]
    merged = [union(span for kind in layers[: count + 1] for span in spans[kind]) for count in range(len(layers))]
    out: dict[str, list[float]] = {name: [] for name in ("whole", *layers, "rest", "at most", "drawn")}
    draws = union(spans["draw"])
    for sent, done in found["waits"]:
        inside = [overlap(each, sent, done) for each in merged]
        own = [now - before for now, before in zip(inside, [0.0, *inside], strict=False)]
        rest = done - sent - inside[-1]
        values = [done - sent, *own, rest, own[0] + rest]
        for name, value in zip(out, values, strict=False):
            out[name].append(value)
        place = bisect_left(draws, (done, done))
        if place < len(draws):
            out["drawn"].append(draws[place][1] - sent)
    return out


def say(name: str, values: Sequence[float]) -> None:
    """One line of the table, in milliseconds."""
    ms = [1000 * value for value in values]
    over = sum(value > LIMIT for value in values)
    print(f"| {name} | {len(ms)} | {statistics.median(ms):.1f} | {percentile(ms, 0.95):.1f} | {max(ms):.1f} | {over} |")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_keys", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--pace", type=float, default=80.0, help="milliseconds between two keys")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="write down what was measured, as JSON")
    parser.add_argument("--observe", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.observe:
        observed(str(options.library), options.observe)
        return
    every = [query.text for query in make_queries(sample_texts(options.library))]
    queries = every[:: max(1, len(every) // options.queries)]
    found = measured(options.library, queries, options.pace / 1000)
    if options.keep:
        options.keep.write_text(json.dumps(found))
    waits = parts(found)
    print("| | n | median ms | p95 | worst | over 16 ms |\n|---|---|---|---|---|---|")
    say("a key until it is done with", waits["whole"])
    for name in ("search", "draw", "key", "rest"):
        say({"draw": "of it drawing", "key": "of it handling"}.get(name, f"of it {name}"), waits[name])
    say("search and rest: waited for the search at most", waits["at most"])
    say("a key until its letter is drawn", waits["drawn"])
    first: dict[str, float] = {}
    for query, moment in found["shown"]:
        first.setdefault(query, moment)
    wanted = set(queries)
    times = [first[text] - pressed for text, pressed in found["typed"] if text in wanted and text in first]
    say("last key of a query until its first page is drawn", [each for each in times if each > 0])
    answers = found["answers"]
    print(
        f"\n{answers['shown']} answers shown, {answers['dropped']} came after a newer question and were dropped, "
        f"{answers['older']} shown that were older than the question; ended {1000 * found['left']:.0f} ms after q"
    )


if __name__ == "__main__":
    main()
