"""A form with a file (multipart/form-data, RFC 7578): its entries, and the one file's bytes."""

from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import UploadFile

from web.forms import MOST_FIELDS

_TYPE = "multipart/form-data"


@dataclass(frozen=True, slots=True)
class Upload:
    """What was sent: the fields' values, and the file's bytes, empty where none was chosen."""

    entries: dict[str, list[str]]
    content: bytes


async def upload_of(request: Request[Any, Any, Any]) -> Upload:
    """Read a posted file and the fields beside it; another type of body gives nothing.

    The security layer has capped the bytes. Raises ClientException for parts that cannot be read.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != _TYPE:
        return Upload({}, b"")
    entries: dict[str, list[str]] = {}
    content = b""
    form = await request.form()
    for name, value in list(form.multi_items())[:MOST_FIELDS]:
        if isinstance(value, UploadFile):
            content = content or await value.read()
            await value.seek(0)
        else:
            entries.setdefault(str(name), []).append(str(value))
    return Upload(entries, content)
