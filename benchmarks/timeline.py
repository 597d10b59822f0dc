"""How well changes are told: `python -m benchmarks.timeline [FILE…]`; by default on both timelines of this folder.

Prints precision and recall of each movement, of all together (the mean over the movements, and over the statements),
for how many the statement compared with is the marked one, and each one told wrongly.
"""

from __future__ import annotations

import sys
import tomllib
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from kurilreader.desk.changes import Said, movements
from kurilreader.desk.points import Points, known_names
from kurilreader.domain import Kind
from kurilreader.domain.record import Movement, StatementAt
from kurilreader.settings import Settings

FOLDER = Path(__file__).parent
FILES = (FOLDER / "timeline.toml", FOLDER / "timeline_unseen.toml")


def judge(file: Path) -> list[tuple[dict[str, Any], Movement, str | None]]:
    """Each marked statement with what is told of it: its movement, and the id of the one it is compared with."""
    marked = tomllib.loads(file.read_text(encoding="utf-8"))["statement"]
    points = Points(known_names(Settings()))
    told: dict[int, tuple[Movement, str | None]] = {}
    for party in {each["party"] for each in marked}:
        said = [
            Said(
                at=StatementAt(place, 0),
                moment=int(datetime.combine(each["date"], time(), UTC).timestamp()),
                kind=Kind(each["kind"]),
                negated=False,
                topics=frozenset((each["topic"],)),
                gist=points.gist(each["text"], party, "en"),
            )
            for place, each in enumerate(marked)
            if each["party"] == party
        ]
        for moved in movements(said):
            before = None if moved.before is None else marked[moved.before.at.number]["id"]
            told[moved.said.at.number] = moved.movement, before
    return [(each, *told[place]) for place, each in enumerate(marked)]


def scores(judged: list[tuple[dict[str, Any], Movement, str | None]]) -> dict[str, tuple[float, float, int]]:
    """Precision, recall and how many are marked, of each movement."""
    found = {}
    for movement in Movement:
        marked = sum(each["change"] == movement for each, _, _ in judged)
        told = sum(said is movement for _, said, _ in judged)
        right = sum(said is movement and each["change"] == movement for each, said, _ in judged)
        found[movement.value] = right / told if told else 0.0, right / marked if marked else 0.0, marked
    return found


def main() -> None:
    """The command."""
    for file in [Path(name) for name in sys.argv[1:]] or FILES:
        judged = judge(file)
        print(f"{file.name}: {len(judged)} statements")
        print(f"  {'':10}{'precision':>10}{'recall':>8}{'marked':>8}")
        each = scores(judged)
        for name, (precision, recall, marked) in each.items():
            print(f"  {name:10}{precision:10.2f}{recall:8.2f}{marked:8}")
        precision, recall = (sum(score[place] for score in each.values()) / len(each) for place in (0, 1))
        print(f"  {'mean':10}{precision:10.2f}{recall:8.2f}")
        right = sum(said == one["change"] for one, said, _ in judged)
        against = sum(before == one.get("against") for one, _, before in judged)
        print(f"  {right} of {len(judged)} right; compared with the marked statement: {against}")
        for one, said, before in judged:
            if said != one["change"] or before != one.get("against"):
                wanted = f"marked {one['change']} ({one.get('against')})"
                print(f"    {one['id']}: told {said.value} ({before}), {wanted}")


if __name__ == "__main__":
    main()
