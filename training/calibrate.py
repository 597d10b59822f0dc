"""Make the tagger's confidence a probability: how often is an attribution of this confidence right?

Usage: python -m training.calibrate CORPUS MODEL_FOLDER

Platt's scaling (1999) of the network's own confidence, fitted on PolNeAR's dev part, where an attribution is right if
source, cue and content each overlap a marked one's by half of their union. The fit goes into MODEL_FOLDER/heads.npz;
what is printed comes from two halves of the articles, each scaled by the fit on the other.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.polnear import Words, given, linked, marked
from kurilreader.analysis.tagger import Tagger
from training.polnear import read_part

Floats = NDArray[np.float64]


def logit(share: Floats) -> Floats:
    """The log odds of probabilities, kept from infinity."""
    kept = np.clip(share, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(kept / (1 - kept)))


def fit(confidence: Floats, right: Floats) -> tuple[float, float]:
    """Slope and offset of the logistic curve: Newton's steps on its log likelihood, halved where they go too far."""
    x = np.stack([logit(confidence), np.ones_like(confidence)], axis=1)

    def loss(weights: Floats) -> float:
        odds = x @ weights
        return float(np.logaddexp(0, odds).sum() - right @ odds)

    weights = np.array([1.0, 0.0])
    for _ in range(50):
        expected = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        curvature = (x * (expected * (1 - expected))[:, None]).T @ x + 1e-3 * np.eye(2)
        step = np.linalg.solve(curvature, x.T @ (right - expected))
        while loss(weights + step) > loss(weights) and np.abs(step).max() > 1e-9:
            step = step / 2
        weights = weights + step
    return float(weights[0]), float(weights[1])


def scaled(confidence: Floats, slope: float, offset: float) -> Floats:
    """Confidence as a probability."""
    return np.asarray(1 / (1 + np.exp(-(slope * logit(confidence) + offset))))


def error(confidence: Floats, right: Floats, bins: int = 10) -> float:
    """Expected calibration error (Naeini et al., 2015): mean gap between confidence and share right, in equal bins."""
    order = np.argsort(confidence)
    gaps = [
        len(part) * abs(confidence[part].mean() - right[part].mean())
        for part in np.array_split(order, bins)
        if len(part)
    ]
    return float(sum(gaps) / len(confidence))


def main(corpus: Path, folder: Path) -> None:
    """Fit, print, and keep."""
    docs = read_part(corpus, "dev")
    heads = folder / "heads.npz"
    with np.load(heads) as stored:
        kept = dict(stored)
    np.savez(heads, **(kept | {"calibration": np.array([1.0, 0.0], dtype=np.float32)}))
    rows: list[tuple[int, float, bool]] = []
    for number, (doc, found) in enumerate(zip(docs, Tagger(folder).find_all(d.text for d in docs), strict=True)):
        words = Words(doc.text)
        hits = linked(marked(words, doc.attributions), given(words, found.attributions))
        rows += [(number % 2, each.confidence, place in hits) for place, each in enumerate(found.attributions)]
    half = np.array([row[0] for row in rows])
    confidence = np.array([row[1] for row in rows])
    right = np.array([row[2] for row in rows], dtype=np.float64)
    crossed = np.empty_like(confidence)
    for part in (0, 1):
        crossed[half == part] = scaled(confidence[half == part], *fit(confidence[half != part], right[half != part]))
    print(f"{len(rows)} attributions, {right.mean():.3f} right")
    print(
        f"expected calibration error: {error(confidence, right):.3f} as the network says, {error(crossed, right):.3f}"
    )
    slope, offset = fit(confidence, right)
    np.savez(heads, **(kept | {"calibration": np.array([slope, offset], dtype=np.float32)}))
    for share in (0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.97):
        chosen = confidence >= share
        print(f"own {share:.2f} = {scaled(np.array([share]), slope, offset)[0]:.2f}; above: {right[chosen].mean():.2f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
