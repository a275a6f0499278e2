"""The vendored decoder as it is served: how many of the hard frames it reads, none wrongly."""

import io
from collections.abc import Collection

import pytest
from playwright.sync_api import Browser, Page, Route

from bench.decoders import GOAL, codes
from bench.hard_frames import HARD, frames
from tests.phones import phone
from tests.servers import Server
from tests.web.check.test_hard_frames import SAMPLE

LEAST = {"live": GOAL, "paper": 34, "online": 35}
# The page's own way from a picture to a text: canvas, pixels, the plain frame and the softened one.
READ = """async ({ reader, decoder, many }) => {
  const [{ twice }, { default: decode }] = await Promise.all([import(reader), import(decoder)]);
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const found = [];
  for (let at = 0; at < many; at++) {
    const image = await createImageBitmap(await (await fetch(`/frame-${at}`)).blob());
    [canvas.width, canvas.height] = [image.width, image.height];
    context.drawImage(image, 0, 0);
    found.push(twice(decode, context.getImageData(0, 0, image.width, image.height)));
  }
  return found;
}"""


def reads(page: Page, server: Server, kind: str, names: Collection[str]) -> list[str | None]:
    """Give what is read in each frame of a kind of code."""
    text, version, error = codes()[kind]
    pictures = []
    for _, frame in frames(text, version, error, names):
        out = io.BytesIO()
        frame.save(out, "PNG", compress_level=1)
        pictures.append(out.getvalue())

    def show(route: Route) -> None:
        at = int(route.request.url.rpartition("-")[2])
        route.fulfill(body=pictures[at], content_type="image/png")

    page.route("**/frame-*", show)
    address = server.app.assets.address
    files = {"reader": address("js/door/reader.js"), "decoder": address("vendor/qr-0.7.0.min.js")}
    found: list[str | None] = page.evaluate(READ, {**files, "many": len(pictures)})
    assert [each for each in found if each not in {None, text}] == []
    return found


@pytest.mark.parametrize(
    ("kind", "names", "least"),
    [
        ("live", (), LEAST["live"]),
        ("paper", SAMPLE, len(SAMPLE)),
        ("online", SAMPLE, len(SAMPLE)),
        pytest.param("paper", (), LEAST["paper"], marks=pytest.mark.prove, id="paper-all"),
        pytest.param("online", (), LEAST["online"], marks=pytest.mark.prove, id="online-all"),
    ],
)
def test_hard_frames_are_read_and_none_wrongly(
    chromium: Browser, server: Server, kind: str, names: tuple[str, ...], least: int
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        page.goto("/check")
        found = reads(page, server, kind, names)
    assert len(found) == (len(names) or len(HARD))
    assert sum(each is not None for each in found) >= least
