"""The baseline server: one Litestar route that answers a few bytes, under the same uvicorn."""

from litestar import Litestar, get
from litestar.enums import MediaType


@get("/text", media_type=MediaType.TEXT)
async def text() -> str:
    """Answer as little as can be answered."""
    return "ok"


app = Litestar([text], openapi_config=None)
