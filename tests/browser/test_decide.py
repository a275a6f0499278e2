"""The page's decision at a door gives every case the verdict that the server gives."""

from typing import Any

from playwright.sync_api import Browser

from domain.policy.doors import exported
from tests.domain.acts import POLICIES
from tests.domain.admission.test_decide import rows
from tests.phones import phone
from tests.servers import Server

DECIDE = """async ({base, cases}) => {
  const { decide } = await import(base);
  return cases.map(({ read, at }) => decide(read, at));
}"""
READINGS = """async ({base, cases}) => {
  const { temperatureOf } = await import(base);
  return cases.map(([told, reading]) => temperatureOf(told, reading));
}"""


def posed(row: dict[str, str]) -> dict[str, Any]:
    flag = {name: row[name] == "1" for name in ("compare", "waits", "seen", "warned", "leaving")}
    return {
        "read": {
            "answer": row["answer"],
            "colour": row["colour"] or None,
            "document": flag["compare"],
            "waits": flag["waits"],
        },
        "at": {
            "door": row["door"],
            "temperature": row["temperature"],
            "seen": flag["seen"],
            "warned": flag["warned"],
            "leaving": flag["leaving"],
        },
    }


def test_every_case_gets_the_same_verdict(chromium: Browser, server: Server) -> None:
    base = server.app.assets.address("js/door/decide.js")
    verdicts = exported(POLICIES.doors)["verdicts"]
    with phone(chromium, server.address) as context:
        page = context.new_page()
        page.goto(f"{server.address}/help")
        told = page.evaluate(DECIDE, {"base": base, "cases": [posed(row) for row in rows()]})
        assert told == [{"key": row["key"], **verdicts[row["key"]]} for row in rows()]
        readings = [["normal", None], ["normal", 37.2], ["normal", 37.3], ["high_again", 38.0]]
        found = page.evaluate(READINGS, {"base": base, "cases": readings})
        assert found == ["normal", "measured", "high", "high_again"]
