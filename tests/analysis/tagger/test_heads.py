"""What decoding knows beside the network."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from kurilreader.analysis.tagger import link
from kurilreader.analysis.tagger.model import Heads


def heads(slope: float, offset: float) -> Heads:
    return Heads(
        np.zeros((7, 7), np.float32),
        link.Weights(np.zeros(0, np.float32), np.zeros(0, np.float32)),
        0.5,
        (slope, offset),
    )


def test_an_uncalibrated_confidence_is_the_networks_own() -> None:
    assert heads(1, 0).sure(0.73) == pytest.approx(0.73)


def test_calibration_keeps_the_order_and_stays_between_none_and_certain() -> None:
    scaled = [heads(1.4, -1.2).sure(own) for own in (0.0, 0.2, 0.6, 0.9, 1.0)]
    assert scaled == sorted(scaled)
    assert scaled[0] > 0
    assert scaled[-1] < 1
    assert scaled[2] < 0.6


def test_the_shipped_heads_are_calibrated() -> None:
    import kurilreader.model

    shipped = Heads.load(Path(kurilreader.model.__file__).with_name("heads.npz"))
    assert shipped.calibration != (1.0, 0.0)
