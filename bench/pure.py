"""What needs no server: decisions a second over the corpus, and drawing a QR."""

import time
from collections.abc import Callable
from statistics import median

from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage

from bench.table import Figure
from domain.assessment.assess import assess
from domain.policy.policies import load_policies
from tests.cases.decisions.form import Posed
from tests.cases.decisions.notation import worked
from web import qr

ROUNDS = 5
_HOST = "HTTPS://JKM.YN.EXAMPLE.CN/C/"


def assess_figures() -> list[Figure]:
    """Measure decisions a second, every case of the corpus in turn, on one core."""
    rules = load_policies().set_named("YN-2020-04")
    posed = [Posed(case) for case in worked("YN-2020-04")]
    cases = [(each.declarations, each.signals, each.at) for each in posed]

    def once() -> None:
        for declarations, signals, instant in cases:
            assess(declarations, signals, rules, instant)

    rate = len(cases) / _seconds(once, 20)
    return [
        Figure("assess_per_s", rate, "a second", f"{len(cases)} cases of the corpus", "≥ 20,000")
    ]


def qr_figures() -> list[Figure]:
    """Measure our picture against the library's own SVG path, the same texts, none remembered."""
    texts = [_HOST + f"{number:032X}".replace("0", "A") for number in range(40)]

    def ours() -> None:
        qr.svg.cache_clear()
        qr.drawn.cache_clear()
        for text in texts:
            qr.svg(text, "code")

    def library() -> None:
        for text in texts:
            code = QRCode(error_correction=ERROR_CORRECT_M)
            code.add_data(text)
            code.make(fit=True)
            code.make_image(image_factory=SvgPathImage).to_string()

    ratio = median(_seconds(library, 1) / _seconds(ours, 1) for _ in range(ROUNDS))
    return [Figure("qr_svg_vs_library", ratio, "× faster", "qrcode's SvgPathImage", "≥ 8")]


def _seconds(work: Callable[[], None], times: int) -> float:
    """Give the processor seconds of one run, the median of some rounds."""
    spent = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(times):
            work()
        spent.append((time.process_time() - began) / times)
    return median(spent)
