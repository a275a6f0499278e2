"""The ASGI layer that serves static files from memory, with 304, before any other work."""

from web.asgi import App, Header, Receive, Scope, Send, answer, header
from web.assets import Assets

_FOR_GOOD = b"public, max-age=31536000, immutable"
_ASK_AGAIN = b"no-cache"


class StaticLayer:
    """Answers what `Assets` knows; everything else goes on."""

    def __init__(self, app: App, assets: Assets) -> None:
        """Stand in front of an app."""
        self._app, self._assets = app, assets

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve GET and HEAD of a static file."""
        found = None
        if scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}:
            found = self._assets.at(scope["path"])
        if found is None:
            await self._app(scope, receive, send)
            return
        asset, for_good = found
        packed = asset.packed if "gzip" in header(scope, b"accept-encoding") else None
        tag = f'"{asset.tag}{"-gzip" if packed else ""}"'
        headers: list[Header] = [
            (b"etag", tag.encode()),
            (b"cache-control", _FOR_GOOD if for_good else _ASK_AGAIN),
            (b"vary", b"Accept-Encoding"),
        ]
        if tag in header(scope, b"if-none-match"):
            await answer(send, 304, b"", asset.media_type, headers)
            return
        if packed:
            headers.append((b"content-encoding", b"gzip"))
        body = packed or asset.body
        await answer(send, 200, body, asset.media_type, headers)
