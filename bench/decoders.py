"""What reads the hard frames: `make bench AREA=decoders`, with candidates in the folder DECODERS.

Readers in a browser are chosen by three things: how many of the 38 frames they read of each code of
ours, how long a frame takes, and what a phone loads for it. The candidates are not part of the
product: `npm install --prefix DECODERS jsqr qr zxing-wasm esbuild` puts them there. Without the
folder zxing-cpp alone is measured, which is the tests' reader.
"""

import gzip
import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import zxingcpp

from bench.hard_frames import HARD, frames
from bench.hardships import SIZE
from bench.table import Figure, publish
from tests.domain.credential.world import START, people

_SCRIPT = Path(__file__).with_name("decoders.mjs")
_ENTRIES = {
    "jsqr": 'export { default } from "jsqr";',
    "qr": 'export { default } from "qr/decode.js";',
    "qr-twice": 'export { default } from "qr/decode.js";',
    "zxing-wasm": 'export { readBarcodes, prepareZXingModule } from "zxing-wasm/reader";',
}
_WASM = "node_modules/zxing-wasm/dist/reader/zxing_reader.wasm"
_CARD = "HTTPS://CODE.EXAMPLE/C/" + "K7" * 16
GOAL = 34
"""Of 38 frames of the live form: what the reader of our doors must read."""


def codes() -> dict[str, tuple[str, int, str]]:
    """Give each kind of QR code that doors see: text, version, correction (docs/credential.md)."""
    green = people()["green"]
    return {
        "live": (green.live_at(START), 10, "l"),
        "paper": (people()["paper_green"].bare, 8, "m"),
        "online": (_CARD, 3, "m"),
    }


def main() -> None:
    """Draw the frames, let each reader read them, and publish its figures."""
    with tempfile.TemporaryDirectory() as folder:
        figures = _drawn_and_read(Path(folder))
        if candidates := os.environ.get("DECODERS"):
            figures += _candidates(Path(folder), Path(candidates))
    publish(figures)


def _drawn_and_read(folder: Path) -> list[Figure]:
    """Write every frame for the candidates, and read each with the tests' reader."""
    listed, figures, times = [], [], []
    for kind, (text, version, error) in codes().items():
        good = 0
        for at, (_, frame) in enumerate(frames(text, version, error)):
            (folder / f"{kind}-{at}").write_bytes(frame.tobytes())
            listed.append({"file": f"{kind}-{at}", "text": text})
            before = time.perf_counter()
            found = zxingcpp.read_barcodes(frame)
            times.append(time.perf_counter() - before)
            good += [each.text for each in found] == [text]
        figures.append(_score("zxing-cpp", kind, good))
    told = {"frames": listed, "width": SIZE[0], "height": SIZE[1]}
    (folder / "frames.json").write_text(json.dumps(told))
    figures.append(Figure("decoder_zxing-cpp_ms", median(times) * 1000, "ms", "a frame", ""))
    return figures


def _candidates(folder: Path, candidates: Path) -> list[Figure]:
    node = shutil.which("node")
    if node is None:
        message = "node is needed to run the candidates"
        raise RuntimeError(message)
    command = [node, str(_SCRIPT), str(folder), str(candidates)]
    told = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)  # noqa: S603 - our own script
    figures = []
    for name, found in told.items():
        for kind in codes():
            good = sum(each.startswith(f"{kind}-") for each in found["seen"])
            figures.append(_score(name, kind, good))
        figures.append(Figure(f"decoder_{name}_wrong", len(found["wrong"]), "frames", "", "0"))
        figures.append(Figure(f"decoder_{name}_ms", found["ms"], "ms", "a frame, node", ""))
        figures.append(
            Figure(f"decoder_{name}_kb", _kib(name, candidates), "KiB", "minified, gzip -9", "")
        )
    return figures


def _score(name: str, kind: str, good: int) -> Figure:
    goal = f"≥ {GOAL}" if kind == "live" else ""
    return Figure(f"decoder_{name}_{kind}", good, "frames", f"of {len(HARD)} at 720p", goal)


def _kib(name: str, candidates: Path) -> float:
    """Give what a phone loads: the bundle that esbuild makes, and the WebAssembly it needs."""
    bundler = candidates / "node_modules/.bin/esbuild"
    options = ["--bundle", "--minify", "--format=esm", "--platform=browser", "--external:module"]
    made = subprocess.run(  # noqa: S603 - the bundler the caller put there
        [str(bundler), *options, f"--sourcefile={name}.js"],
        input=_ENTRIES[name].encode(),
        cwd=candidates,
        check=True,
        capture_output=True,
    ).stdout
    parts = [made, (candidates / _WASM).read_bytes()] if name == "zxing-wasm" else [made]
    return sum(len(gzip.compress(part, 9)) for part in parts) / 1024


if __name__ == "__main__":
    main()
