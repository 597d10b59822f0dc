"""How long keys wait while results come: `python -m benchmarks.search_keys LIBRARY [--queries N] [--pace MS]`.

The reader runs in a pseudo-terminal of 120 by 40 over LIBRARY. Queries of `search_queries` are typed letter by letter,
a key every so many milliseconds, each letter asking for results while those of the one before are under way. Told are

- the wait of a key: from the moment the terminal's bytes became a key to the end of what was done about it;
- from the last key of a query to its first page of hits drawn.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect

from benchmarks.search_queries import make_queries, sample_texts
from benchmarks.search_speed import percentile


def observed(library: str, out: str) -> None:
    """Run the reader and write down when keys were pressed and done with, and when answers were drawn."""
    from textual import events
    from textual._time import get_time
    from textual.message_pump import MessagePump

    from kurilreader.cli.main import main as command
    from kurilreader.tui.screens.commands import Commands
    from kurilreader.tui.screens.reader import ReaderScreen

    keys: dict[float, float] = {}
    latest = [0.0]
    typed: list[tuple[str, float]] = []
    shown: list[tuple[str, float]] = []
    dispatch: Any = MessagePump._dispatch_message

    async def timed(self: MessagePump, message: Any) -> None:
        if isinstance(message, events.Key):
            latest[0] = message.time
        await dispatch(self, message)
        if isinstance(message, events.Key):
            keys[message.time] = get_time()

    MessagePump._dispatch_message = timed  # type: ignore[method-assign]
    type_, answered = Commands.typed, ReaderScreen.on_answered

    def noted(self: Any, asking: Any, text: str) -> None:
        typed.append((text, latest[0]))
        type_(self, asking, text)

    def drawn(self: Any, answer: Any) -> None:
        answered(self, answer)
        query = answer.request.query
        self.call_after_refresh(lambda: shown.append((query, get_time())))

    Commands.typed = noted  # type: ignore[method-assign]
    ReaderScreen.on_answered = drawn  # type: ignore[method-assign]
    command(["--library", library])
    Path(out).write_text(json.dumps({"keys": sorted(keys.items()), "typed": typed, "shown": shown}))


def measured(library: Path, queries: list[str], pace: float) -> dict[str, Any]:
    """Type the queries into a reader that is observed."""
    with tempfile.TemporaryDirectory(prefix="kurilreader-") as scratch:
        out = Path(scratch) / "seen.json"
        environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": scratch}
        child = pexpect.spawn(
            sys.executable,
            ["-m", "benchmarks.search_keys", "--observe", str(out), str(library)],
            dimensions=(40, 120),
            env=environment,
            timeout=120,
        )
        child.expect_exact("▌".encode())
        type_: Callable[[str], object] = child.send

        def rest(seconds: float) -> None:
            end = time.perf_counter() + seconds
            while (left := end - time.perf_counter()) > 0:
                try:
                    child.read_nonblocking(100_000, timeout=left)
                except pexpect.TIMEOUT:
                    break

        rest(2)
        type_("/")
        rest(3)
        type_("warm up")
        rest(5)
        for query in queries:
            type_("\x15")
            rest(0.3)
            for letter in query:
                type_(letter)
                rest(pace)
            rest(0.6)
        type_("\x1b")
        rest(1)
        type_("q")
        child.expect(pexpect.EOF)
        child.close()
        found: dict[str, Any] = json.loads(out.read_text())
        return found


def say(name: str, values: list[float]) -> None:
    """One line of the table, in milliseconds."""
    ms = [1000 * value for value in values]
    over = sum(value > 16 for value in ms)
    print(f"| {name} | {len(ms)} | {statistics.median(ms):.1f} | {percentile(ms, 0.95):.1f} | {max(ms):.1f} | {over} |")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.search_keys", description=(__doc__ or "").split("\n")[0]
    )
    parser.add_argument("library", type=Path)
    parser.add_argument("--queries", type=int, default=100)
    parser.add_argument("--pace", type=float, default=80.0, help="milliseconds between two keys")
    parser.add_argument("--observe", metavar="FILE", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.observe:
        observed(str(options.library), options.observe)
        return
    every = [query.text for query in make_queries(sample_texts(options.library))]
    queries = every[:: max(1, len(every) // options.queries)]
    found = measured(options.library, queries, options.pace / 1000)
    print("| | n | median ms | p95 | worst | over 16 ms |\n|---|---|---|---|---|---|")
    say("a key until it is done with", [done - pressed for pressed, done in found["keys"]])
    first: dict[str, float] = {}
    for query, moment in found["shown"]:
        first.setdefault(query, moment)
    wanted = set(queries)
    times = [first[text] - pressed for text, pressed in found["typed"] if text in wanted and text in first]
    say("last key of a query until its first page is drawn", [each for each in times if each > 0])


if __name__ == "__main__":
    main()
