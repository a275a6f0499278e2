"""The main job: what a code page, a poll and a declaration cost beside a bare route."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.load import Next, cycled, get_request, once_each, run
from bench.people import Phone, phones_with_codes, phones_with_drafts
from bench.pure import assess_figures, qr_figures
from bench.server import Server, bare_server, product_server
from bench.sizes import size_figures
from bench.submit import submissions
from bench.table import Figure, publish
from domain.storage.migrate import upgrade
from domain.storage.sqlite import sqlite_engine
from web.settings import Settings

CONNECTIONS = 32
ROUNDS = 5
SECONDS = 1.5
PHONES = 64
SHOWN = 8
DECLARED = 300
BASELINE = f"bare route, {CONNECTIONS} connections, same run"


def main() -> None:
    """Measure the area and publish its figures."""
    figures = [*assess_figures(), *qr_figures()]
    with tempfile.TemporaryDirectory() as folder:
        figures += _serving(Path(folder))
    publish(figures)


def _serving(folder: Path) -> list[Figure]:
    environment = {
        "DATA_FOLDER": str(folder / "data"),
        "KEY_FILE": str(folder / "keys" / "ring.json"),
        "LOG_LEVEL": "warning",
    }
    with product_server(environment) as fresh:
        ready = fresh.ready_seconds
    settings = Settings(data_folder=folder / "data", key_file=folder / "keys" / "ring.json")
    upgrade(sqlite_engine(settings.database))
    phones = phones_with_codes(settings, PHONES)
    with bare_server() as bare, product_server(environment) as product:
        figures = _ratios(settings, bare, product, phones)
        figures += size_figures(product.port, phones[0])
    with product_server({**environment, "WORKERS": "2"}) as two:
        _warm(two, phones)
        memory = two.pss_mib()
    return [
        *figures,
        Figure("pss_mib_2_workers", memory, "MiB", "after 500 code pages", "≤ 220"),
        Figure("empty_db_ready_s", ready, "s", "start, migrate, first /readyz", "≤ 5"),
    ]


def _ratios(settings: Settings, bare: Server, product: Server, phones: list[Phone]) -> list[Figure]:
    # Each phone's QR is drawn anew every 15 s and measured apart (qr_svg_vs_library): of few phones
    # nearly every page finds it drawn.
    seen = phones[:SHOWN]
    page = cycled([get_request("/code", product.port, f"hc={phone.token}") for phone in seen])
    poll = cycled(
        [get_request("/code/pulse", product.port, f"hc={phone.token}") for phone in phones]
    )
    drafts = phones_with_drafts(settings, DECLARED * ROUNDS)
    sent = submissions(settings, product.port, drafts)
    rounds = iter([sent[at : at + DECLARED] for at in range(0, len(sent), DECLARED)])
    text = cycled([get_request("/text", bare.port)])
    wanted: list[tuple[str, str, Callable[[], Next], int]] = [
        ("code_page_cpu_ratio", "≤ 8", lambda: page, 200),
        ("code_poll_cpu_ratio", "≤ 2.5", lambda: poll, 200),
        ("declare_cpu_ratio", "", lambda: once_each(next(rounds)), 303),
    ]
    found = []
    for name, goal, give, status in wanted:
        ratios = [
            cpu_each(product, give(), status) / cpu_each(bare, text, 200) for _ in range(ROUNDS)
        ]
        found.append(Figure(name, median(ratios), "× bare", BASELINE, goal))
    return found


def cpu_each(server: Server, give: Next, status: int) -> float:
    """Give the server's processor seconds an answer; every answer must have the status."""
    before = server.cpu_seconds()
    load = run(server.port, give, CONNECTIONS, SECONDS)
    if set(load.statuses) != {status}:
        message = f"expected only {status}, got {dict(load.statuses)}"
        raise RuntimeError(message)
    return (server.cpu_seconds() - before) / load.answers


def _warm(server: Server, phones: list[Phone]) -> None:
    left = iter([get_request("/code", server.port, f"hc={phone.token}") for phone in phones] * 8)
    run(server.port, lambda: next(left, None), CONNECTIONS, 10)


if __name__ == "__main__":
    main()
