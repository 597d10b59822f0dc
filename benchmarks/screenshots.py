"""Pictures of the reader on the sample library, into screenshots/: `python -m benchmarks.screenshots`."""

from __future__ import annotations

import asyncio
import os
import tempfile
from datetime import date
from pathlib import Path

from kurilreader.desk import Desk
from kurilreader.settings import Settings
from kurilreader.tui.app import ReaderApp
from kurilreader.tui.marks import UNICODE

ROOT = Path(__file__).parents[1]
WIDE, SMALL = (120, 40), (80, 24)
SEED = ("slash", *"Shikotan", "enter", "G", "enter")

#: file name: size, environment, keys
PICTURES: dict[str, tuple[tuple[int, int], dict[str, str], tuple[str, ...]]] = {
    "three-panes": (WIDE, {}, (*SEED, "g", "3", "j", "j")),
    "three-panes-light": (WIDE, {"COLORFGBG": "0;15"}, (*SEED, "g", "3", "j", "j")),
    "search": (WIDE, {}, ("slash", *"Northern_Territories")),
    "summary": (WIDE, {}, (*SEED, "s")),
    "help": (WIDE, {}, ("?",)),
    "folded-list": (SMALL, {}, ()),
    "folded-article": (SMALL, {}, (*SEED, "j", "j")),
    "folded-pair": (SMALL, {}, (*SEED, "z", "g", "3", "j")),
    "no-colour": (WIDE, {"NO_COLOR": "1"}, (*SEED, "g", "3", "j", "j")),
    "sixteen-colours": (WIDE, {"TERM": "linux"}, (*SEED, "g", "3", "j", "j")),
}


async def picture(library: Path, size: tuple[int, int], keys: tuple[str, ...]) -> str:
    """An SVG of the reader after some keys."""
    with Desk.open(library, Settings()) as desk:
        app = ReaderApp(desk, today=date(2026, 1, 1), signs=UNICODE)
        reader = app.reader
        async with app.run_test(size=size) as pilot:
            for key in ("", *keys):
                if key:
                    await pilot.press("space" if key == "_" else key)
                while True:
                    await pilot.pause(0.02)
                    running = [worker for worker in app.workers if not worker.is_finished]
                    if reader.articles.idle and not running and not reader.results.searching:
                        break
            await pilot.pause(0.2)
            svg = app.export_screenshot()
        reader.keeper.close()
    return svg


def main() -> None:
    """Make all pictures, each from a library nobody has read in."""
    target = ROOT / "screenshots"
    target.mkdir(exist_ok=True)
    for name, (size, environment, keys) in PICTURES.items():
        for variable in ("NO_COLOR", "COLORFGBG", "COLORTERM"):
            os.environ.pop(variable, None)
        os.environ.update({"TERM": "xterm-256color", **environment})
        with tempfile.TemporaryDirectory() as folder:
            library = Path(folder)
            with Desk.open(library, Settings()) as desk:
                desk.add([str(ROOT / "src" / "kurilreader" / "samples"), str(ROOT / "seeds")])
                desk.analyse_pending()
            (target / f"{name}.svg").write_text(asyncio.run(picture(library, size, keys)), encoding="utf-8")
        print(f"screenshots/{name}.svg")


if __name__ == "__main__":
    main()
