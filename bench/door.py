"""The door area: a check-in and an admission beside a bare route, on both databases; a scan's wait.

Each tap is a known phone's at another door, so that each is a new check-in; rounds of the bare
route stand between those of the product. `make bench AREA=door`.
"""

import asyncio
import tempfile
import time
from pathlib import Path
from statistics import median

from bench.admits import admit_figures
from bench.clients import on_loop
from bench.disk import fsync_ms
from bench.load import Load, cycled, get_request, once_each, run
from bench.scan import figures as scan_figures
from bench.server import Server, bare_server, product_server
from bench.table import Figure, publish
from bench.taps import Taps, made_taps
from domain.venues.tapping import tap_of_browser
from tests.postgres import cluster
from web.settings import Settings
from web.wiring import open_services

ROUNDS = 3
SECONDS = 1.5
PHONES, TAPS_A_ROUND = 64, 1280
CONNECTIONS = (8, 32)
GOALS = {"sqlite": "≤ 5", "postgres": "≤ 8"}
_DURABLE = ("shared_buffers=64MB", "synchronous_commit=on", "fsync=on")


def main() -> None:
    """Measure the area and publish its figures."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as name, cluster(_DURABLE) as running:
        for engine, url in (("sqlite", ""), ("postgres", running.fresh())):
            figures += _figures(Path(name) / engine, engine, url)
        figures += admit_figures(Path(name) / "admits", running)
    figures += scan_figures()
    publish(figures)


def _figures(folder: Path, engine: str, url: str) -> list[Figure]:
    place = {"data_folder": folder / "data", "key_file": folder / "keys" / "ring.json"}
    environment = {name.upper(): str(path) for name, path in place.items()}
    environment |= {"LOG_LEVEL": "warning", "DATABASE_URL": url}
    with product_server(environment):
        pass  # it migrates, and makes its keys
    settings = Settings(database_url=url, **place)  # type: ignore[arg-type] # read as settings are
    loads = ROUNDS * len(CONNECTIONS) + 2
    taps = made_taps(settings, PHONES, TAPS_A_ROUND * loads // PHONES)
    with bare_server() as bare, product_server(environment) as served:
        _tapped(served, taps, 0, CONNECTIONS[0])
        found: list[Figure] = []
        for turn, connections in enumerate(CONNECTIONS):
            first = 1 + turn * ROUNDS
            found += _at(engine, connections, served, bare, taps, first, fsync_ms(folder))
    return [*found, on_loop(_verb(engine, settings, taps, loads - 1))]


def _at(  # noqa: PLR0913, PLR0917 - what is measured beside what
    engine: str,
    connections: int,
    served: Server,
    bare: Server,
    taps: Taps,
    first: int,
    disk: float,
) -> list[Figure]:
    text = cycled([get_request("/text", bare.port)])
    ratios, loads, each, beside = [], [], [], []
    for turn in range(ROUNDS):
        before = served.cpu_seconds()
        load = _tapped(served, taps, first + turn, connections)
        each.append((served.cpu_seconds() - before) / load.answers)
        before = bare.cpu_seconds()
        answers = run(bare.port, text, connections, SECONDS).answers
        beside.append((bare.cpu_seconds() - before) / answers)
        ratios.append(each[-1] / beside[-1])
        loads.append(load)
    spent = Load(loads[0].statuses, 0, tuple(ms for load in loads for ms in load.spent))
    name, told = f"{engine}_checkin", f"{connections} connections, fdatasync {disk:.2f} ms"
    costs = f"{min(ratios):.1f}-{max(ratios):.1f}; {median(each) * 1e6:.0f} µs, bare "
    costs += f"{median(beside) * 1e6:.0f} µs; {told}"
    rate = median(load.answers / load.seconds for load in loads)
    return [
        Figure(f"{name}_cpu_ratio_{connections}", median(ratios), "× bare", costs, GOALS[engine]),
        Figure(f"{name}_p50_ms_{connections}", spent.took_ms(0.5), "ms", told, ""),
        Figure(f"{name}_p99_ms_{connections}", spent.took_ms(0.99), "ms", told, ""),
        Figure(f"{name}_per_second_{connections}", rate, "/s", told, ""),
    ]


def _tapped(served: Server, taps: Taps, turn: int, connections: int) -> Load:
    """Send a round of taps; every one must be taken."""
    sent = taps.requests(served.port, turn * TAPS_A_ROUND, TAPS_A_ROUND)
    load = run(served.port, once_each(sent), connections, 60)
    if set(load.statuses) != {303} or load.answers != TAPS_A_ROUND:
        message = f"expected {TAPS_A_ROUND} times 303, got {dict(load.statuses)}"
        raise RuntimeError(message)
    return load


async def _verb(engine: str, settings: Settings, taps: Taps, turn: int) -> Figure:
    """Measure what of it is the verb and the database, without a server around it."""
    services = open_services(settings)
    calls = iter(taps.calls(services, turn * TAPS_A_ROUND, TAPS_A_ROUND))

    async def client() -> None:
        for call in calls:
            assert await services.db.write(tap_of_browser, *call) is not None

    before = time.process_time()
    try:
        await asyncio.gather(*(client() for _ in range(CONNECTIONS[-1])))
        spent = (time.process_time() - before) / TAPS_A_ROUND
    finally:
        services.close()
    told = f"{CONNECTIONS[-1]} clients in one process, no server around it"
    return Figure(f"{engine}_checkin_verb_us", spent * 1e6, "µs", told, "")


if __name__ == "__main__":
    main()
