"""The application, put together from its settings; importing this module does nothing."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

from litestar import Litestar
from litestar.datastructures import State

from domain.kernel.clock import Clock
from web.arrival import PackingLayer, VisitorLayer
from web.asgi import App, Receive, Scope, Send
from web.assets import Assets
from web.clips import read_clips
from web.errors import HANDLERS
from web.guards import permitted
from web.i18n import load_catalogues
from web.jobs import JOBS_TASK, run_jobs
from web.logs import LogLayer, configure_logs
from web.pages import open_templates
from web.routes import all_routes
from web.security import SecurityLayer
from web.serving import StaticLayer
from web.settings import Settings
from web.short import ShortLayer, page_way, poll_way
from web.short_admit import admit_way
from web.short_post import ShortPostLayer
from web.short_tap import tap_way
from web.wiring import Services, open_services


class Application:
    """The ASGI app: our layers around the framework, whose routes tests look at."""

    def __init__(self, framework: Litestar, services: Services, assets: Assets) -> None:
        """Put the layers around the framework, the last one named outermost."""
        self.framework, self.services, self.assets = framework, services, assets
        app: App = framework  # type: ignore[assignment] # Litestar narrows ASGI's own types
        app = ShortLayer(app, services, page_way(services, framework.state.templates))
        app = VisitorLayer(app, services)
        app = PackingLayer(app)
        app = ShortPostLayer(app, services, tap_way(services))
        app = ShortPostLayer(app, services, admit_way(services))
        app = ShortLayer(app, services, poll_way(services))
        app = StaticLayer(app, assets)
        app = SecurityLayer(app, services.settings)
        self._app: App = LogLayer(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        await self._app(scope, receive, send)


def create_app(
    settings: Settings, clock: Clock | None = None, extra: Sequence[Any] = ()
) -> Application:
    """Open everything the settings name, already migrated, and give the application.

    `extra` are routes that a bench or a test mounts beside ours.
    """
    configure_logs(settings)
    load_catalogues()
    services = _open(settings, clock)
    assets = Assets(more=read_clips(settings.clips_folder), reload=settings.reload)
    state = State({"services": services, "templates": open_templates(settings, assets)})
    framework = Litestar(
        [*routes_of(settings), *extra],
        state=state,
        before_request=permitted,
        exception_handlers=HANDLERS,  # type: ignore[arg-type] # each handler narrows its exception
        lifespan=[_running(services)],
        openapi_config=None,
        logging_config=None,
        debug=False,
    )
    return Application(framework, services, assets)


def _open(settings: Settings, clock: Clock | None) -> Services:
    """Open the services; in demo mode no message leaves, whatever gateway the settings name."""
    services = open_services(settings, clock)
    if not settings.demo:
        return services
    from web.demo.outbox import DemoGateway  # noqa: PLC0415 - production never imports the demo

    folder = settings.data / "outbox"
    return replace(services, sms=DemoGateway(folder, services.ring, services.clock))


def routes_of(settings: Settings) -> list[Any]:
    """Give the routes to mount: the demo's own only in demo mode."""
    if not settings.demo:
        return all_routes()
    # Production never imports the demo.
    from web.demo import outbox, places, routes, staff  # noqa: PLC0415

    demo = (*routes.ROUTES, *outbox.ROUTES, *staff.ROUTES, *places.ROUTES)
    return [*all_routes(), *demo]


def from_environment() -> Application:
    """Give the application of a server process, its settings read from the environment."""
    return create_app(Settings())


def _running(services: Services) -> Any:
    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncIterator[None]:
        jobs = asyncio.create_task(run_jobs(services), name=JOBS_TASK)
        try:
            yield
        finally:
            jobs.cancel()
            await asyncio.gather(jobs, return_exceptions=True)
            services.close()

    return lifespan
