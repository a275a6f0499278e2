"""A server killed while it sends: the next one sends again, under the id that was handed over."""

from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from tests.faults.process import process_of
from tests.postgres import Cluster
from tests.provider import WAIT_SECONDS, provider
from tests.servers import settings_at
from tests.web.sending.process import process_at


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_killed_in_the_middle_of_sending(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    with provider() as gateway:
        chosen = {"sms_url": gateway.address, "sms_secret": SecretStr("a secret of the tests")}
        if engine == "postgresql":
            running: Cluster = request.getfixturevalue("postgres")
            chosen |= {"database_url": SecretStr(running.fresh())}
        settings = settings_at(tmp_path, **chosen)
        gateway.answers.clear()
        with process_of(settings, tmp_path / "log") as server:
            with process_at(settings) as other:
                other.write()
            assert gateway.called.wait(WAIT_SECONDS)
            server.kill()
        gateway.answers.set()
        with process_at(settings) as following:
            following.clock.offset += timedelta(seconds=20)
            following.send()
            following.send()
            assert following.states() == [("sent", False)]
        ids = [handed.headers["idempotency-key"] for handed in gateway.handed]
    assert len(ids) == 2
    assert len(set(ids)) == 1
