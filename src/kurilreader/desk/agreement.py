"""How far reviewers agree: Cohen's kappa and Krippendorff's alpha, as nltk computes them.

nltk loads for a second and takes tens of megabytes, so it works in a process of its own that ends with the answer.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections.abc import Sequence

from kurilreader.domain import KurilError
from kurilreader.domain.record import StatementAt
from kurilreader.domain.review import Agreement

Rating = tuple[StatementAt, str, str]


def agreement(ratings: Sequence[Rating]) -> Agreement:
    """The agreement of those who gave these: statement, reviewer, verdict. One alone agrees with nobody."""
    by_statement: dict[StatementAt, dict[str, str]] = {}
    for at, reviewer, verdict in ratings:
        by_statement.setdefault(at, {})[reviewer] = verdict
    shared = {at: said for at, said in by_statement.items() if len(said) > 1}
    reviewers = tuple(sorted({reviewer for said in shared.values() for reviewer in said}))
    if len({verdict for said in shared.values() for verdict in said.values()}) < 2:
        # Where all verdicts are the same, so is what chance would give: neither figure says anything.
        return Agreement(reviewers, len(shared), None, None)
    rows = [
        (reviewer, str(number), verdict)
        for number, said in enumerate(shared.values())
        for reviewer, verdict in said.items()
    ]
    kappa, alpha = _figures(rows, with_kappa=len(reviewers) == 2)
    return Agreement(reviewers, len(shared), kappa, alpha)


def _figures(rows: list[tuple[str, str, str]], *, with_kappa: bool) -> tuple[float | None, float | None]:
    ran = subprocess.run(
        [sys.executable, "-m", "kurilreader.desk.agreement"],
        input=json.dumps({"rows": rows, "kappa": with_kappa}),
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        told = ran.stderr.strip().splitlines()
        raise KurilError(f"agreement cannot be computed ({told[-1] if told else 'the process ended'})")
    kappa, alpha = json.loads(ran.stdout)
    return kappa, alpha


def main() -> int:
    """Answer what `_figures` asks."""
    from nltk.metrics.agreement import AnnotationTask

    asked = json.load(sys.stdin)
    task = AnnotationTask([tuple(row) for row in asked["rows"]])
    found = [task.kappa() if asked["kappa"] else None, task.alpha()]
    json.dump([None if value is None or math.isnan(value) else value for value in found], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
