"""PgBouncer between us and PostgreSQL, in transaction mode: many clients on two connections."""

import asyncio
import shutil
import subprocess
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import OperationalError

from domain.household.browsers import holder_by_token
from domain.storage.postgres import PostgresDatabase, postgres_engine
from tests.domain.storage.rows import names, put
from tests.postgres import Cluster, as_server, give
from tests.servers import free_port

_SETTINGS = """
[databases]
* = host=127.0.0.1 port={server}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
auth_file =
pool_mode = transaction
default_pool_size = 2
max_client_conn = 200
ignore_startup_parameters = extra_float_digits
"""
_TRIES = 200


@pytest.fixture
def bouncer(postgres: Cluster) -> Iterator[int]:
    """A PgBouncer in front of the tests' server; its port."""
    program = shutil.which("pgbouncer", path="/usr/sbin:/usr/bin")
    assert program, "pgbouncer is missing: run `make test` as root, or install it"
    port = free_port()
    settings = postgres.folder / f"pgbouncer-{port}.ini"
    forced = _SETTINGS.format(server=f"{postgres.port} user=postgres", port=port)
    settings.write_text(forced)
    give(settings)
    command = as_server([program, settings])
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    engine = postgres_engine(f"postgresql://postgres@127.0.0.1:{port}/postgres", 1)
    for _ in range(_TRIES):
        assert process.poll() is None, "pgbouncer did not start"
        try:
            engine.connect().close()
            break
        except OperationalError:
            continue
    engine.dispose()


def test_verbs_and_queries_share_two_connections(postgres: Cluster, bouncer: int) -> None:
    name = postgres.fresh().rpartition("/")[2]
    url = f"postgresql://postgres@127.0.0.1:{bouncer}/{name}"
    doors = [PostgresDatabase(url, 16) for _ in range(2)]

    async def scenario() -> set[str]:
        writes = [doors[at % 2].write(put, f"n{at}") for at in range(200)]
        # A hot read, compiled past the ORM, runs beside them.
        reads = [doors[at % 2].read(holder_by_token, f"token {at}") for at in range(200)]
        answers = await asyncio.gather(*writes, *reads)
        assert answers[200:] == [None] * 200
        return await doors[0].read(names)

    assert len(asyncio.run(scenario())) == 200
    for door in doors:
        door.close()
