"""Time from the key to the drawn lines of an article of 10,000 characters: `python -m benchmarks.open_article`.

The real application runs without a terminal at 120 by 40 on a library in a temporary folder. The clock runs from
the action of the key `]` until every line of the article's pane has been drawn once more with the new article; beside
it stands what reading, wrapping and marking take alone.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from kurilreader.desk import Desk
from kurilreader.settings import Settings
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.marks import UNICODE
from kurilreader.tui.prepared import prepare

SAMPLES = Path(__file__).parents[1] / "src" / "kurilreader" / "samples"


def long_articles(folder: Path, count: int, characters: int) -> None:
    """Articles of so many characters, put together from the samples."""
    texts = [path.read_text(encoding="utf-8").split("---", 2)[-1].strip() for path in sorted(SAMPLES.glob("*.md"))]
    folder.mkdir()
    for number in range(count):
        text = "\n\n".join(texts[number % len(texts) :] + texts)[:characters]
        (folder / f"{number:03d}.txt").write_text(f"Article {number}\n\n{text}\n", encoding="utf-8")


async def measure(desk: Desk, openings: int) -> list[float]:
    """Seconds from the key to the drawn lines, for so many openings."""
    app = ReaderApp(desk)
    found = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        await pilot.press("enter")
        pane, articles = app.reader.article, app.reader.articles
        for opening in range(openings):
            wanted = app.reader.list.numbers[app.reader.list.index + (1 if opening % 2 == 0 else -1)]
            drawn = pane.lines_drawn
            start = time.perf_counter()
            app.reader.do("next-article" if opening % 2 == 0 else "previous-article")
            while articles.number != wanted or pane.lines_drawn < drawn + pane.rows:
                await asyncio.sleep(0.0002)
            found.append(time.perf_counter() - start)
            await pilot.pause(0.05)
    app.reader.keeper.close()
    return found


def main() -> None:
    """Measure and tell."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--openings", type=int, default=40)
    options.add_argument("--characters", type=int, default=10_000)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        long_articles(folder / "articles", 6, chosen.characters)
        with Desk.open(folder / "library", Settings()) as desk:
            desk.add([str(folder / "articles")])
            desk.analyse_pending()
            alone = []
            for number in list(range(1, 7)) * 5:
                start = time.perf_counter()
                prepare(desk, number, query="", width=66, place="", icons=UNICODE)
                alone.append(time.perf_counter() - start)
            opened = sorted(asyncio.run(measure(desk, chosen.openings)))
    print(f"| {chosen.characters:,} characters | median ms | 95th percentile ms |")
    print("|---|---|---|")
    for what, values in (("read, wrapped and marked", sorted(alone)), ("from the key to the drawn lines", opened)):
        print(f"| {what} | {statistics.median(values) * 1e3:.1f} | {values[int(len(values) * 0.95)] * 1e3:.1f} |")


if __name__ == "__main__":
    main()
