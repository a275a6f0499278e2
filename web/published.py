"""Files that checkers fetch again and again: an entity tag, a short life in caches, 304."""

import hashlib
from typing import Any

from litestar import Request, Response

FRESH_SECONDS = 300


def published(request: Request[Any, Any, Any], body: bytes, media_type: str) -> Response[bytes]:
    """Answer with a signed file, or 304 where the caller has it (RFC 9110, 13.1.2)."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": f"public, max-age={FRESH_SECONDS}"}
    same = tag in request.headers.get("if-none-match", "")
    content, status = (b"", 304) if same else (body, 200)
    return Response(content, status_code=status, media_type=media_type, headers=headers)
