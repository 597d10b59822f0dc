"""Time to the first interactive paint, beside an empty Textual app in the same run: `python -m benchmarks.startup`.

Each start is a new process in a pseudo-terminal of 120 by 40. Its paint is there when the terminal has received what
only a drawn and answering screen shows: for the empty app the letters it draws, for the reader the
bar beside its first row. The starts of all kinds alternate, so that a slow moment of the machine hits all alike;
medians are told.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pexpect

from benchmarks.corpus import fill
from kurilreader.desk import Desk
from kurilreader.settings import Settings

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("PAINTED")
    def on_mount(self):
        self.animation_level = "none"
Empty().run()
"""
READER = """
import sys
from kurilreader.cli.main import main
sys.exit(main(["--library", sys.argv[1]]))
"""


def first_paint(arguments: list[str], shown: bytes, home: Path) -> float:
    """Seconds from the start of a process to the moment its terminal has received some words."""
    environment = {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "HOME": str(home)}
    environment.pop("NO_COLOR", None)
    start = time.perf_counter()
    child = pexpect.spawn(sys.executable, arguments, dimensions=(40, 120), env=environment, timeout=60)
    child.expect_exact(shown)
    seconds = time.perf_counter() - start
    child.close(force=True)
    return seconds


def library(folder: Path, articles: int) -> Path:
    """A library of so many generated articles."""
    directory = folder / f"library-{articles}"
    fill(directory, articles, analyses=True)
    return directory


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--starts", type=int, default=9)
    options.add_argument("--articles", type=int, nargs="*", default=[100, 10_000])
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sample = folder / "sample"
        with Desk.open(sample, Settings()) as desk:
            desk.add([str(Path(__file__).parents[1] / "src" / "kurilreader" / "samples")])
            desk.analyse_pending()
        kinds = {"empty Textual app": ["-c", EMPTY], "reader, sample library": ["-c", READER, str(sample)]}
        for articles in chosen.articles:
            kinds[f"reader, {articles:,} articles"] = ["-c", READER, str(library(folder, articles))]
        times: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(chosen.starts):
            for kind, arguments in kinds.items():
                shown = b"PAINTED" if kind.startswith("empty") else "▌".encode()
                times[kind].append(first_paint(arguments, shown, folder))
    base = statistics.median(times["empty Textual app"])
    print("| | median s | after the empty app, s |")
    print("|---|---|---|")
    for kind, values in times.items():
        print(f"| {kind} | {statistics.median(values):.3f} | {statistics.median(values) - base:+.3f} |")


if __name__ == "__main__":
    main()
