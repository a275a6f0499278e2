"""Reading the code aloud: a button only where there is a voice, what it says, when it stops.

The phone's voices are a port outside the browser, which this machine has none of: a stand-in notes
what it is told to say. The operator's clips are played by the browser itself.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.kept import opened
from tests.phones import axe_faults, phone, sideways, watch
from tests.servers import Server, serving, settings_at
from tests.spoken import NAMES, recorded

# Voices as phones list them: (name, language, on the phone itself).
VOICES = """(listed) => {
  const told = { said: [], stopped: 0, listeners: [] };
  const waiting = [];
  class Utterance { constructor(text) { this.text = text; } }
  const voices = listed.map(([name, lang, localService]) => ({ name, lang, localService }));
  const port = {
    late: false,
    getVoices: () => (port.late ? [] : voices),
    addEventListener: (kind, act) => told.listeners.push(act),
    speak: (one) => { told.said.push([one.voice.name, one.lang, one.text]); waiting.push(one); },
    cancel: () => { told.stopped += 1; waiting.length = 0; },
    finish: () => { for (const one of waiting.splice(0)) one.onend?.(); },
  };
  Object.defineProperty(window, "speechSynthesis", { value: port });
  window.SpeechSynthesisUtterance = Utterance;
  window.told = told;
}"""
PHONE = [
    ["Cantonese", "zh-HK", True],
    ["Far away", "zh-CN", False],
    ["Mandarin", "zh-CN", True],
    ["Old English", "en_GB", True],
]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(settings_at(tmp_path_factory.mktemp("aloud"), demo=True)) as server:
        yield server


@pytest.fixture(scope="module")
def voiced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("voiced")
    clips = recorded(folder / "clips")
    with serving(settings_at(folder, demo=True, clips_folder=clips)) as server:
        yield server


@contextmanager
def shown(
    chromium: Browser,
    server: Server,
    voices: list[list[object]],
    name: str = "李小雷",
    lang: str = "zh",
) -> Iterator[Page]:
    """Open a made-up person's code on a phone that has these voices."""
    with phone(chromium, server.address) as context:
        context.add_init_script(f"({VOICES})({_literal(voices)})")
        page = context.new_page()
        faults = watch(page)
        opened(page, server, name, lang)
        page.locator("[data-aloud][data-live]").wait_for(state="attached")
        yield page
        assert faults == []


def _literal(voices: list[list[object]]) -> str:
    return repr(voices).replace("True", "true").replace("False", "false")


@pytest.mark.parametrize(
    ("lang", "voice", "said"),
    [
        (
            "zh",
            ["Mandarin", "zh-CN"],
            [r"黄码", r"请先去检查", r"预计解除, 12月\d+日24时, 还剩\d+天", r"现在请这样做 .+"],
        ),
        (
            "en",
            ["Old English", "en_GB"],
            [
                r"Yellow",
                r"Get checked first",
                r"Expected to end, \d+ \w+, \d+ days left",
                r"Do this now .+",
            ],
        ),
    ],
)
def test_it_says_colour_end_and_what_to_do_in_the_pages_language(
    chromium: Browser, plain: Server, lang: str, voice: list[str], said: list[str]
) -> None:
    with shown(chromium, plain, PHONE, "刘远行", lang) as page:
        button = page.locator("[data-aloud]")
        expect(button).to_have_text("朗读" if lang == "zh" else "Read aloud")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(button).to_have_text("停止" if lang == "zh" else "Stop")
        told = page.evaluate("told.said")
        assert [each[:2] for each in told] == [voice] * len(told)
        assert len(told) >= len(said)
        for wanted, (_, _, text) in zip(said, told, strict=False):
            assert re.fullmatch(wanted, text), text
        assert "刘" not in str(told)
        page.evaluate("speechSynthesis.finish()")
        expect(button).to_have_attribute("aria-pressed", "false")


def test_a_second_tap_and_leaving_stop_it(chromium: Browser, plain: Server) -> None:
    with shown(chromium, plain, PHONE) as page:
        button = page.locator("[data-aloud]")
        for stop in (
            button.click,
            lambda: page.evaluate("dispatchEvent(new Event('pagehide'))"),
        ):
            button.click()
            before = page.evaluate("told.stopped")
            stop()
            expect(button).to_have_attribute("aria-pressed", "false")
            assert page.evaluate("told.stopped") == before + 1


@pytest.mark.parametrize(
    "voices",
    [
        [],
        [["Far away", "zh-CN", False]],
        [["Cantonese", "zh-HK", True], ["English", "en-US", True]],
    ],
    ids=["none", "elsewhere", "another language"],
)
def test_there_is_no_button_without_a_voice_on_the_phone(
    chromium: Browser, plain: Server, voices: list[list[object]]
) -> None:
    with shown(chromium, plain, voices) as page:
        expect(page.locator("[data-aloud]")).to_be_hidden()


def test_voices_that_come_late_bring_the_button(chromium: Browser, plain: Server) -> None:
    with shown(chromium, plain, PHONE) as page:
        page.evaluate("speechSynthesis.late = true; told.listeners.forEach((act) => act())")
        expect(page.locator("[data-aloud]")).to_be_hidden()
        page.evaluate("speechSynthesis.late = false; told.listeners.forEach((act) => act())")
        expect(page.locator("[data-aloud]")).to_be_visible()


# Notes what is played, and how long: the browser's own Web Audio goes on working.
LISTEN = """() => {
  window.heard = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (at) {
    heard.push(Math.round(this.buffer.duration * 1000));
    return start.call(this, at);
  };
}"""


def test_the_operators_clips_are_offered_and_played(chromium: Browser, voiced: Server) -> None:
    with shown(chromium, voiced, PHONE) as page:
        page.evaluate(LISTEN)
        button = page.locator("[data-aloud]")
        button.click()
        choices = page.locator(".voices button")
        expect(choices).to_have_text(["朗读", *NAMES.values()])
        assert [each.get_attribute("lang") for each in choices.all()] == ["zh-CN", *NAMES]
        assert (axe_faults(page), sideways(page)) == ([], 0)
        choices.nth(1).click()
        expect(page.locator(".voices")).to_be_hidden()
        expect(button).to_have_attribute("aria-pressed", "true")
        # Green, good-until, green-do and call, by the length of each recording; then it ends.
        expect(button).to_have_attribute("aria-pressed", "false", timeout=20_000)
        assert page.evaluate("heard") == [20, 24, 27, 31]
        assert page.evaluate("told.said") == []


def test_clips_alone_bring_the_button_too(chromium: Browser, voiced: Server) -> None:
    with shown(chromium, voiced, [], "周明远") as page:
        page.evaluate(LISTEN)
        button = page.locator("[data-aloud]")
        button.click()
        expect(page.locator(".voices button")).to_have_text(list(NAMES.values()))
        page.locator(".voices button").last.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "false")
