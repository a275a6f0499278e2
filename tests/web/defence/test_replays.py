"""T26, double taps and replays: one declaration a nonce, however often and at once it comes."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import UUID

import httpx
import pytest

from domain.kernel.clock import SystemClock
from domain.kernel.ids import event_id
from tests.servers import Server
from tests.tallies import Tally
from tests.web.defence.made_up import made_up
from tests.web.defence.phones import Household, Phone, declare
from tests.web.defence.tables import rows_of

AT_ONCE = 8


def _counted(held: Server, nonce: UUID) -> tuple[int, int]:
    """Give how many declarations and drafts stand under a nonce."""
    rows = rows_of(held)
    named = {table: sum(nonce.bytes in row for row in rows[table]) for table in rows}
    return named["declaration"], named["draft"]


def _replay(held: Server, nonces: int) -> int:
    """Submit each of so many drafts eight times at once; give how many requests that were."""
    with ThreadPoolExecutor(AT_ONCE) as taps:
        return sum(_submitted(held, taps) for _ in range(nonces))


def _submitted(held: Server, taps: ThreadPoolExecutor) -> int:
    phone, nonce = Phone(held), event_id(SystemClock().now())
    token = phone.token()
    for step, form in made_up().steps().items():
        sent = {**form, "draft": str(nonce), "csrf": token}
        assert phone.client.post(f"/declare/{step}", data=sent).status_code == 303
    last = {"commitment": "yes", "draft": str(nonce), "csrf": token}
    answers = list(taps.map(lambda _: _tap(held, phone, last), range(AT_ONCE)))
    found = {(each.status_code, each.headers.get("location")) for each in answers}
    assert found == {(303, "/code")}
    assert _counted(held, nonce) == (1, 1)
    phone.close()
    return len(answers)


def _tap(held: Server, phone: Phone, form: dict[str, str]) -> httpx.Response:
    """Send the form over a connection of its own, as a second tap does."""
    with closing(httpx.Client(base_url=held.address, trust_env=False, timeout=30)) as client:
        client.cookies.update(phone.client.cookies)
        return client.post("/declare/submit", data=form)


def test_eight_taps_at_once_are_one_declaration(held: Server, tally: Tally) -> None:
    tally("T26", requests=_replay(held, 6), nonces=6)


@pytest.mark.prove
def test_two_hundred_nonces_eight_taps_each(held: Server, tally: Tally) -> None:
    sent = _replay(held, 200)
    assert sent == 1600
    tally("T26", requests=sent, nonces=200)


def test_a_nonce_of_another_s_is_no_way_to_submit_one_s_own(
    held: Server, own: Household, others: dict[str, Household]
) -> None:
    for name in ("other", "elsewhere", "deleted"):
        sent = {"commitment": "yes", "draft": str(others[name].draft)}
        assert own.phone.send("POST", "/declare/submit", sent).status_code == 410
        assert _counted(held, others[name].draft)[0] == 0
    sent = {"commitment": "yes", "draft": str(own.draft)}
    assert own.phone.send("POST", "/declare/submit", sent).headers["location"] == "/code"
    assert _counted(held, own.draft)[0] > 0


def test_a_replay_from_a_second_phone_makes_nothing_of_the_first_s(held: Server) -> None:
    """Whoever learns a nonce can neither read nor repeat what was declared under it."""
    phone, person = Phone(held), made_up()
    nonce = declare(phone, person)
    thief = Phone(held)
    thief.send("POST", "/declare/who", {**person.steps()["who"], "draft": str(nonce)})
    answer = thief.send("POST", "/declare/submit", {"commitment": "yes", "draft": str(nonce)})
    assert (answer.status_code, answer.headers["location"]) == (303, "/declare")
    assert person.number not in thief.client.get("/declare/document").text
    # All five steps of the same person under the same nonce: no code for the second phone.
    for step, form in person.steps().items():
        thief.send("POST", f"/declare/{step}", {**form, "draft": str(nonce)})
    thief.send("POST", "/declare/submit", {"commitment": "yes", "draft": str(nonce)})
    assert thief.client.get("/code").headers.get("location") == "/declare"
    assert _counted(held, nonce)[0] == 1
