"""Turn trained weights into what the package ships: model.onnx in 8-bit integers, tokenizer.json, heads.npz.

Usage: python -m training.export WEIGHTS ENCODER OUT VERSION [--plain]
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from kurilreader.analysis.tagger import decode
from training.network import Network, Window

LONE = 0.5


def heads(network: Network, lone: float = LONE) -> dict[str, Any]:
    """What decoding needs beside the network."""
    transitions = network.transitions.detach().numpy() + decode.allowed(decode.ROLE_TAGS)
    return {
        "transitions": transitions.astype(np.float32),
        "table": network.table.detach().numpy(),
        "none": network.none.detach().numpy(),
        "lone": np.float32(lone),
        # until training.calibrate has looked
        "calibration": np.array([1.0, 0.0], dtype=np.float32),
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("weights", type=Path)
    parser.add_argument("encoder", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("version")
    parser.add_argument("--lone", type=float, default=LONE)
    parser.add_argument("--plain", action="store_true", help="keep 32-bit floats")
    args = parser.parse_args()
    network = Network.start(args.encoder)
    network.load_state_dict(torch.load(args.weights), strict=False)
    network.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    example = torch.ones(16, dtype=torch.long)
    inputs, outputs = ["ids", "traits"], ["roles", "names", "links", "stated", "kinds"]
    with tempfile.TemporaryDirectory() as folder:
        raw = Path(folder) / "raw.onnx"
        torch.onnx.export(
            Window(network).eval(),
            (example, example),
            str(raw),
            input_names=inputs,
            output_names=outputs,
            dynamic_axes={name: {0: "pieces"} for name in inputs + outputs},
            opset_version=20,
            dynamo=False,
        )
        small = raw if args.plain else Path(folder) / "small.onnx"
        if not args.plain:
            quantize_dynamic(
                raw, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True}
            )
        model = onnx.load(str(small))
        del model.metadata_props[:]
        entry = model.metadata_props.add()
        entry.key, entry.value = "version", args.version
        onnx.save(model, str(args.out / "model.onnx"))
    shutil.copy(args.encoder / "tokenizer.json", args.out / "tokenizer.json")
    np.savez(args.out / "heads.npz", **heads(network, args.lone))
    for path in sorted(args.out.glob("*")):
        print(f"{path.name}\t{path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
