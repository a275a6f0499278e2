"""The four tiles of the code page: every word whole, on every width, size and language."""

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.wizard import resident, walk
from tests.phones import phone
from tests.servers import Server

# What of each tile's words leaves its tile, what tiles lie over each other, what is broken inside
# a word: measured on the words themselves, as they are laid out.
MEASURE = """() => {
  const faults = [];
  const boxes = [];
  for (const tile of document.querySelectorAll('.tiles li')) {
    const frame = tile.querySelector('a, button').getBoundingClientRect();
    const words = tile.querySelector('span').firstChild;
    const range = document.createRange();
    range.selectNodeContents(words);
    for (const line of range.getClientRects()) {
      if (line.left < frame.left || line.right > frame.right
        || line.top < frame.top || line.bottom > frame.bottom) faults.push('cut: ' + words.data);
    }
    const text = words.data;
    const line = (at) => {
      range.setStart(words, at);
      range.setEnd(words, at + 1);
      return range.getBoundingClientRect().top;
    };
    for (let at = 1; at < text.length; at += 1) {
      const inside = /[a-z]/i.test(text[at - 1]) && /[a-z]/i.test(text[at]);
      if (inside && Math.abs(line(at) - line(at - 1)) > 4) faults.push('broken: ' + text);
    }
    for (const other of boxes) {
      const apart = frame.left >= other.right || frame.right <= other.left
        || frame.top >= other.bottom || frame.bottom <= other.top;
      if (!apart) faults.push('overlap: ' + text);
    }
    if (frame.left < 0 || frame.right > innerWidth) faults.push('off the screen: ' + text);
    boxes.push(frame);
  }
  return [boxes.length, faults];
}"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_word_of_a_tile_is_cut_broken_or_covered(
    chromium: Browser, server: Server, lang: str
) -> None:
    with phone(chromium, server.address) as context:
        page = context.new_page()
        walk(page, server.address, resident(), lang)
        for width, height in ((360, 740), (390, 844), (320, 568)):
            for large in ("0", "1"):
                page.set_viewport_size({"width": width, "height": height})
                page.goto(f"{server.address}/code?large={large}")
                expect(page.locator("#code.green")).to_be_visible()
                found: list[Any] = page.evaluate(MEASURE)
                assert found == [4, []], (width, large)
