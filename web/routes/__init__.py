"""The routes, one module an area; each lists its handlers in ROUTES."""

import importlib
import pkgutil
from typing import Any


def all_routes() -> list[Any]:
    """Gather every area's handlers."""
    modules = (
        importlib.import_module(f"{__name__}.{each.name}")
        for each in pkgutil.iter_modules(__path__)
    )
    return [handler for module in modules for handler in module.ROUTES]
