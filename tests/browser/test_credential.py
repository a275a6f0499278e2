"""The page's modules in chromium answer every vector, and every mutation, as the server does."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from domain.credential.curve import Point
from domain.credential.table import Answer
from domain.credential.verdict import DeviceClock, verdict
from tests.domain.credential.mutations import BYTES, Dice, mutations
from tests.domain.credential.test_broken import CLOCK, KNOWN, LIMITS, MUTATIONS
from tests.domain.credential.test_cases import answers, does, opened, read, rows
from tests.domain.credential.world import HOST, START, credential, signed
from tests.phones import phone, watch
from tests.servers import Server

FILES = 300
ANSWER = """async ({base, world, texts, cases}) => {
  const { openStored } = await import(base.stored);
  const { verdict } = await import(base.verdict);
  const { readKey, unhex } = await import(base.curve);
  const known = {};
  for (const [name, each] of Object.entries(world.stored)) {
    const [x, y] = each.root.map(unhex);
    const root = await readKey(new Map([[1, 2], [-1, 1], [-2, x], [-3, y]]));
    known[name] = await openStored({
      home: world.home, root, trust: unhex(each.trust), keySets: each.key_sets.map(unhex),
      lists: each.lists.map(unhex), leastSequence: each.least_sequence,
    });
  }
  const told = [];
  for (const each of cases) {
    const clock = { now: each.now, offset: each.offset, lastServer: each.last_server,
                    synchronised: Boolean(each.synchronised) };
    told.push(await verdict(texts[each.text], world.host, known[each.stored], clock, world));
  }
  return told;
}"""


MAKE = """async (base) => {
  const { makeKey, pointOf } = await import(base.live);
  const { hex } = await import(base.curve);
  window.kept = await makeKey();
  const read = crypto.subtle.exportKey("jwk", kept.privateKey);
  const refused = await read.then(() => "", (fault) => fault.name);
  const { x, odd } = await pointOf(kept);
  return { x: hex(x), odd, refused };
}"""
LIVE = """async ({base, whole, steps}) => {
  const { liveText } = await import(base.live);
  const { unhex } = await import(base.curve);
  return Promise.all(steps.map((step) => liveText(unhex(whole), window.kept, step)));
}"""


BELIEVED = """async ({base, world, changed}) => {
  const { openStored } = await import(base.stored);
  const { readKey, unhex } = await import(base.curve);
  const [x, y] = world.stored.good.root.map(unhex);
  const root = await readKey(new Map([[1, 2], [-1, 1], [-2, x], [-3, y]]));
  const told = [];
  for (const each of changed) {
    const known = await openStored({
      home: world.home, root, trust: unhex(each.trust), keySets: each.key_sets.map(unhex),
      lists: each.lists.map(unhex),
    });
    const [keys, shards] = [known.keySets, known.shards].map((held) => [...held.keys()].sort());
    told.push([known.trust !== null, keys, shards]);
  }
  return told;
}"""


def modules(server: Server) -> dict[str, str]:
    return {
        name: server.app.assets.address(f"js/credential/{name}.js")
        for name in ("stored", "verdict", "curve", "live")
    }


def ask(page: Page, server: Server, texts: dict[str, str], cases: list[dict[str, Any]]) -> Any:
    world = read("stored.json")
    values = {"base": modules(server), "world": world, "texts": texts, "cases": cases}
    return page.evaluate(ANSWER, values)


def does_of(each: dict[str, Any]) -> str:
    return " ".join(act for act in ("document", "connect", "logged") if each[act])


@pytest.fixture
def page(chromium: Browser, server: Server) -> Any:
    with phone(chromium, server.address) as context:
        opened = context.new_page()
        seen = watch(opened)
        opened.goto(f"{server.address}/help")
        yield opened
        assert seen == []


def test_every_vector_gets_the_same_answer(page: Page, server: Server) -> None:
    numbers = ("now", "offset", "last_server", "synchronised")
    cases: list[dict[str, Any]] = [
        {**row, **{name: int(row[name]) for name in numbers}} for row in rows()
    ]
    told = ask(page, server, read("texts.json"), cases)
    assert len(told) == len(cases)
    wrong, ours = {}, answers()
    for row, each in zip(cases, told, strict=True):
        found = (each["answer"], each["colour"] or "", does_of(each))
        expected = (row["answer"], row["colour"], row["does"])
        if found != expected or found != ours[row["name"]]:
            wrong[row["name"]] = found
    assert wrong == {}


def test_every_mutation_gets_the_same_answer(page: Page, server: Server) -> None:
    texts = dict(enumerate(mutations(MUTATIONS)))
    plain = {"now": CLOCK.now, "offset": 0, "last_server": CLOCK.last_server, "synchronised": 1}
    cases = [{"text": str(at), "stored": "good", **plain} for at in texts]
    told = ask(page, server, {str(at): text for at, text in texts.items()}, cases)
    expected = [verdict(text, HOST, KNOWN, CLOCK, LIMITS) for text in texts.values()]
    assert [(each["answer"], each["colour"], does_of(each)) for each in told] == [
        (each.answer.value, each.colour, does(each)) for each in expected
    ]


def test_a_phone_signs_what_the_server_takes(page: Page, server: Server) -> None:
    """Keys of both parities, credentials of odd and even lengths, over many steps."""
    steps = [START // 15 + at for at in range(20)]
    for at in range(6):
        made = page.evaluate(MAKE, modules(server))
        assert made["refused"] == "InvalidAccessError"
        point = Point(bytes.fromhex(made["x"]), made["odd"])
        whole = signed(credential(7, device=point, name="x" * (at + 1))).whole
        told = page.evaluate(LIVE, {"base": modules(server), "whole": whole.hex(), "steps": steps})
        for step, text in zip(steps, told, strict=True):
            at_step = DeviceClock(step * 15, last_server=START)
            assert verdict(text, HOST, KNOWN, at_step, LIMITS).answer is Answer.CHECKED
            late = DeviceClock(step * 15 + 30, last_server=START)
            assert verdict(text, HOST, KNOWN, late, LIMITS).answer is Answer.OLD_PICTURE


def test_changed_files_are_believed_as_little_as_by_the_server(page: Page, server: Server) -> None:
    """A trust list, key set or status list with a byte changed, cut or added somewhere."""
    world, dice = read("stored.json"), Dice("files")
    good = world["stored"]["good"]
    changed, expected = [], []
    for _ in range(FILES):
        files = {"trust": [good["trust"]], "key_sets": good["key_sets"], "lists": good["lists"]}
        name = sorted(files)[dice.below(3)]
        at = dice.below(len(files[name]))
        raw = bytearray.fromhex(files[name][at])
        BYTES[dice.below(len(BYTES))](dice, raw)
        files[name] = [*files[name][:at], raw.hex(), *files[name][at + 1 :]]
        changed.append({**files, "trust": files["trust"][0]})
        world["stored"]["changed"] = {**good, **changed[-1]}
        known = opened(world, "changed")
        shards = sorted(f"{issuer}/{shard}" for issuer, shard in known.shards)
        expected.append([known.trust is not None, sorted(known.key_sets), shards])
    del world["stored"]["changed"]
    values = {"base": modules(server), "world": world, "changed": changed}
    assert page.evaluate(BELIEVED, values) == expected
    assert expected.count([True, ["GZ", "YN"], ["YN/9"]]) < FILES // 2
