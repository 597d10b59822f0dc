"""Measure accuracy and print the tables of docs/accuracy.md.

usage: python -m benchmarks.accuracy [--rivals PYTHON] [--errors]

`--rivals` names the interpreter of an environment with benchmarks/accuracy/requirements.txt; without it only the reader
is measured. `--errors` lists what is wrong on the texts for development (never on the held-out ones).
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.accuracy import attributions, tables


def main() -> None:
    """Print every table that can be made here."""
    parser = argparse.ArgumentParser(description="Measure accuracy beside other systems.")
    parser.add_argument("--rivals", type=Path, help="interpreter of an environment with the other systems")
    parser.add_argument("--errors", action="store_true", help="list the errors on the development texts")
    parser.add_argument("--shared", type=Path, default=Path("../shared/data"), help="folder of the public data sets")
    options = parser.parse_args()
    sets = [
        ("held out", tables.MARKED / "heldout"),
        ("development", tables.MARKED / "dev"),
        ("topics and kinds", tables.JUDGED / "topics"),
    ]
    if (options.shared / "positions").is_dir():
        sets.append(("seed and three", options.shared / "positions"))
    text, scores = tables.statements(sets)
    print(f"## Party statements\n\n{text}\n")
    print(f"## Judged apart\n\n{tables.apart()}\n")
    if (options.shared / "polnear").is_dir():
        found = attributions.rows(options.shared / "polnear", options.rivals)
        print(f"## Attributions, PolNeAR dev\n\n{tables.table(['system', *attributions.MEASURES], found)}\n")
    for title, folder in sets[:2]:
        print(f"## Names, {title}\n\n{tables.entities(folder, options.rivals)}\n")
    for title, folder in sets[:2]:
        print(f"## Summaries, {title}\n\n{tables.summary(folder, options.rivals)}\n")
    held = tables.abstracts(tables.JUDGED / "abstracts.tsv", tables.SAMPLES, options.rivals)
    print(f"## Summaries, beside abstracts of sample articles\n\n{held}\n")
    if options.errors:
        print("\n".join(error for title, _ in sets[1:] for error in scores[title].errors))


if __name__ == "__main__":
    main()
