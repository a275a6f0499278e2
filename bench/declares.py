"""A declaration over HTTP beside the bare route, on both databases, by the server's processor."""

from pathlib import Path
from statistics import median

from bench.grouping import spread
from bench.load import Next, cycled, get_request, once_each, run
from bench.people import phones_with_drafts
from bench.server import Server, bare_server, product_server
from bench.submit import submissions
from bench.table import Figure
from tests.postgres import Cluster
from web.cli import migrate
from web.settings import Settings

CONNECTIONS = 32
ROUNDS = 5
SECONDS = 1.0
DECLARED = 150
MOST_SECONDS = 60.0


def declare_figures(folder: Path, running: Cluster) -> list[Figure]:
    """Measure both in turn; on PostgreSQL the database server's own processes are not counted."""
    urls = {"declare_cpu_ratio": "", "declare_cpu_ratio_postgres": running.fresh()}
    return [_figure(name, folder / name, url) for name, url in urls.items()]


def _figure(name: str, folder: Path, url: str) -> Figure:
    environment = {
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "DATABASE_URL": url,
        "LOG_LEVEL": "warning",
    }
    settings = Settings.model_validate({key.lower(): value for key, value in environment.items()})
    migrate(settings)
    with bare_server() as bare, product_server(environment) as product:
        drafts = phones_with_drafts(settings, DECLARED * ROUNDS)
        forms = submissions(settings, product.port, drafts)
        text = cycled([get_request("/text", bare.port)])
        ratios = []
        for at in range(0, len(forms), DECLARED):
            declared = _cpu_each(product, once_each(forms[at : at + DECLARED]), 303, MOST_SECONDS)
            ratios.append(declared / _cpu_each(bare, text, 200, SECONDS))
    told = f"{spread(ratios)}; bare route, {CONNECTIONS} connections, in turn"
    return Figure(name, median(ratios), "× bare", told, "")


def _cpu_each(server: Server, give: Next, status: int, seconds: float) -> float:
    """Give the server's processor seconds an answer; every answer must have the status."""
    before = server.cpu_seconds()
    load = run(server.port, give, CONNECTIONS, seconds)
    if set(load.statuses) != {status}:
        message = f"expected only {status}, got {dict(load.statuses)}"
        raise RuntimeError(message)
    return (server.cpu_seconds() - before) / load.answers
