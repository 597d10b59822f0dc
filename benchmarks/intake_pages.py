"""Main text of pages: how much of it is right, and how fast, beside trafilatura alone.

    python -m benchmarks.intake_pages [--pages 10000] [--only accuracy|speed|add]

Pages are made here, in fourteen layouts, from sentences of our own; what belongs to the article is known for each.
F1 is over the words of the main text, without the title. Speed is of reading alone, in one process and in two, each
beside trafilatura on the same pages; then of a folder of them, read, stored and indexed by one process as
`kurilreader add --no-analysis` does. The processor's time stands beside the clock's, for machines with other work.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from trafilatura import extract

from kurilreader.domain import Article
from kurilreader.intake import read_bytes

WHO = "The ministry;A spokeswoman;The prime minister;An adviser;The governor;A fishing cooperative".split(";")
SAID = "said;told reporters;repeated on Tuesday;wrote in a statement;insisted;conceded".split(";")
WHAT = (
    "that talks on the frontier would resume only after the restrictions are lifted;"
    "that nobody in the capital expects a settlement before the winter;"
    "that the boats had kept to the agreed side of the strait;"
    "that the declaration of 1956 still binds both of its signatories;"
    "that former residents should be allowed to visit the graves of their families;"
    "that the number of licences would be cut by a third in the coming season;"
    "that a joint commission would look at the charts once more;"
    "that the note of protest had been handed over by the ambassador himself"
).split(";")
HEADLINES = (
    "Ferry turned back in heavy fog;Quota for pollock halved;Museum opens a hall of old maps;"
    "Two clerks robbed at night;Software licences and their history;Harbour to get a new crane"
).split(";")

Page = tuple[str, list[str]]


def sentence(dice: random.Random) -> str:
    """One sentence of running prose."""
    return f"{dice.choice(WHO)} {dice.choice(SAID)} {dice.choice(WHAT)}."


def paragraphs(dice: random.Random, count: int = 7) -> list[str]:
    """The main text of one article."""
    return [" ".join(sentence(dice) for _ in range(dice.randint(2, 5))) for _ in range(count)]


def frame(body: str, title: str, dice: random.Random) -> str:
    """A page around a body: menu, cookie note, teasers, footer."""
    menu = tags([f'<a href="/{word}">{word}</a>' for word in "Home World Economy Opinion Sport".split()], "li")
    teasers = tags([f'<a href="/t{n}">{dice.choice(HEADLINES)}</a>' for n in range(6)], "li")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title} | Harbour Post</title>
<meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="2025-03-04T09:30:00Z"></head>
<body><header><nav><ul>{menu}</ul></nav></header>
<div class="cookie-banner"><p>We use cookies to make the site better.</p><button>Accept all</button></div>
{body}<aside><h3>Most read</h3><ul>{teasers}</ul></aside>
<footer><p>© 2025 Harbour Post. All rights reserved.</p></footer></body></html>"""


def tags(texts: list[str], tag: str = "p") -> str:
    """Each text in an element."""
    return "".join(f"<{tag}>{text}</{tag}>" for text in texts)


def between(texts: list[str], extra: str, every: int = 3) -> str:
    """Paragraphs with something of the site between them."""
    return "".join(f"<p>{text}</p>{extra if number % every == every - 1 else ''}" for number, text in enumerate(texts))


def pager(dice: random.Random) -> str:
    """Links to the articles before and after, as blogs have them."""
    before, after = dice.sample(HEADLINES, 2)
    return f"<p>Previous Article</p><h4>{before}</h4><p>Next Article</p><h4>{after}</h4>"


WIDGET = "<p>No time to read?</p><p>Get a summary</p>"

#: Each gives what stands inside the page's frame, from paragraphs, a headline and dice.
LAYOUTS: dict[str, Callable[[list[str], str, random.Random], str]] = {
    "article": lambda t, h, d: f"<article><h1>{h}</h1>{tags(t)}</article>",
    "main and div": lambda t, h, d: f'<main><div class="c1"><h1>{h}</h1><div class="c2">{tags(t)}</div></div></main>',
    "divs only": lambda t, h, d: f'<div id="wrap"><h1>{h}</h1><div class="story-body">{tags(t, "div")}</div></div>',
    "line breaks": lambda t, h, d: f'<div class="content"><h1>{h}</h1>{"<br><br>".join(t)}</div>',
    "table layout": lambda t, h, d: f"<table><tr><td>Menu</td><td><h1>{h}</h1>{tags(t)}</td></tr></table>",
    "lists": lambda t, h, d: f"<article><h1>{h}</h1>{tags(t[:3])}<ul>{tags(t[3:5], 'li')}</ul>{tags(t[5:])}</article>",
    "quotations": lambda t, h, d: (
        f"<article><h1>{h}</h1>{tags(t[:2])}<blockquote><p>{t[2]}</p></blockquote>{tags(t[3:])}</article>"
    ),
    "blog": lambda t, h, d: f'<div class="entry-content"><h1>{h}</h1><p>{t[0]}</p>{tags(t[1:])}</div>',
    "summary widget": lambda t, h, d: f"<article><h1>{h}</h1>{WIDGET}{tags(t)}{WIDGET}{pager(d)}</article>",
    "pager": lambda t, h, d: f"<article><h1>{h}</h1>{tags(t)}{pager(d)}</article>",
    "read also between": lambda t, h, d: (
        f"<article><h1>{h}</h1>{between(t, f'<p>Read also: {d.choice(HEADLINES)}</p>')}</article>"
    ),
    "advertisements between": lambda t, h, d: f"<article><h1>{h}</h1>{between(t, '<p>Advertisement</p>', 2)}</article>",
    "teasers at the end": lambda t, h, d: (
        f"<article><h1>{h}</h1>{tags(t)}<h3>You may also like</h3>{tags(d.sample(HEADLINES, 3))}</article>"
    ),
    "share and newsletter": lambda t, h, d: (
        f"<article><h1>{h}</h1><p>Share this article</p>{tags(t)}<p>Subscribe to our newsletter</p></article>"
    ),
}


def page(layout: str, seed: int) -> Page:
    """A page in a layout, and its main text."""
    dice = random.Random(f"{layout}{seed}")
    title = f"{dice.choice(WHO)} speaks again of the strait, part {seed}"
    gold = paragraphs(dice)
    return frame(LAYOUTS[layout](gold, title, dice), title, dice), gold


def f1(found: str, gold: list[str], title: str) -> float:
    """F1 over words; the title, which some keep in the text, counts for neither."""
    got = Counter(word for word in found.replace(title, " ").split() if word not in {"-", "|"})
    wanted = Counter(" ".join(gold).split())
    both = sum((got & wanted).values())
    return 2 * both / (sum(got.values()) + sum(wanted.values()))


def ours(markup: str) -> str:
    """The text as it comes into the library."""
    outcomes = read_bytes(markup.encode(), origin="page")
    return next((outcome.text for outcome in outcomes if isinstance(outcome, Article)), "")


def plain(markup: str) -> str:
    """The text as trafilatura alone gives it, with its metadata, since an article has those too."""
    return extract(markup.encode(), include_comments=False, with_metadata=True, output_format="txt") or ""


def bare(markup: str) -> str:
    """The text alone, to be measured against the marked text."""
    return extract(markup.encode(), include_comments=False) or ""


def accuracy(pages: int) -> None:
    """Mean F1 by layout."""
    print(f"{'layout':24} {'trafilatura':>12} {'kurilreader':>12}")
    for layout in LAYOUTS:
        scores = []
        for seed in range(pages):
            markup, gold = page(layout, seed)
            title = markup.partition("<title>")[2].partition(" | ")[0]
            scores.append((f1(bare(markup), gold, title), f1(ours(markup), gold, title)))
        theirs, mine = (statistics.mean(column) for column in zip(*scores, strict=True))
        print(f"{layout:24} {theirs:12.4f} {mine:12.4f}{'  BELOW' if mine < theirs - 1e-9 else ''}")


def speed(count: int) -> None:
    """Pages a second in one and two processes, rounds taken in turn so that a busy machine touches both alike."""
    names = list(LAYOUTS)
    markups = [page(names[n % len(names)], n)[0] for n in range(count)]
    warm = markups[: len(names)]
    for work in (plain, ours):
        list(map(work, warm))
    rounds: dict[str, list[float]] = {"trafilatura": [], "kurilreader": []}
    for _ in range(3):
        for name, work in (("trafilatura", plain), ("kurilreader", ours)):
            start = time.process_time()
            for markup in markups:
                work(markup)
            rounds[name].append(time.process_time() - start)
    theirs, mine = (statistics.median(times) for times in rounds.values())
    print(f"processor, one process: trafilatura {count / theirs:.0f} pages/s, kurilreader {count / mine:.0f} pages/s")
    print(f"time over trafilatura's: {mine / theirs:.2f}")
    clock: dict[str, float] = {}
    for name, work in (("trafilatura", plain), ("kurilreader", ours)):
        with ProcessPoolExecutor(2) as pool:
            list(pool.map(work, warm, chunksize=4))
            start = time.perf_counter()
            list(pool.map(work, markups, chunksize=16))
            clock[name] = time.perf_counter() - start
    told = ", ".join(f"{name} {count / spent:.0f} pages/s" for name, spent in clock.items())
    print(f"clock, two processes: {told}; over trafilatura's: {clock['kurilreader'] / clock['trafilatura']:.2f}")


_ADD = """
import sys
import time
from pathlib import Path
from kurilreader.desk import Desk
from kurilreader.settings import Settings

start = time.perf_counter()
with Desk.open(Path(sys.argv[1]), Settings()) as desk:
    report = desk.add([sys.argv[2]])
print(len(report.added), report.same, report.failures, time.perf_counter() - start, time.process_time())
"""


def add(count: int) -> None:
    """A folder of pages into a new library, in a process of its own."""
    names = list(LAYOUTS)
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        for n in range(count):
            (pages / f"{n:06}.html").write_text(page(names[n % len(names)], n)[0])
        told = subprocess.run(
            [sys.executable, "-c", _ADD, str(Path(folder) / "library"), str(pages)],
            stdout=subprocess.PIPE, text=True, check=True,
        ).stdout  # fmt: skip
        start = time.process_time()
        for n in range(count):
            plain((pages / f"{n:06}.html").read_text())
        theirs = time.process_time() - start
    added, same, failed, clock, processor = told.split()
    print(f"added: {added}, already there: {same}, failed: {failed}")
    print(f"add: {count / float(clock):.0f} pages/s by the clock, {count / float(processor):.0f} by the processor")
    print(f"processor over trafilatura's, which stores nothing: {float(processor) / theirs:.2f}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=2000, help="pages timed; a fortieth of it scored per layout")
    parser.add_argument("--only", choices=("accuracy", "speed", "add"))
    asked = parser.parse_args()
    parts: dict[str, Callable[[int], None]] = {"accuracy": accuracy, "speed": speed, "add": add}
    for name, part in parts.items():
        if asked.only in (None, name):
            part(max(1, asked.pages // 40) if name == "accuracy" else asked.pages)
    print(f"load of the machine: {os.getloadavg()[0]:.1f}")
