"""Static files under hashed names, made ready in memory: gzipped once, kept by browsers for good.

`css/*.css` is served as one sheet, `css/app.css`, in the order of the files' names. A module is
served joined with what it imports (web/joining.py); what it imports when needed goes by hashed
names, so that a page can never mix two versions; so do the files that the service worker lists,
whose bytes so change with any of them, the icons of the manifest, and the clips in the list of
voices.
"""

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from web.clips import VOICES
from web.joining import AssetError, beside, joined, stripped

FOLDER = Path(__file__).parent / "static"
SHEET = "css/app.css"
_URL = re.compile(r"""(url\(["']?)(\.{1,2}/[^"')]+)(["']?\))""")
_LISTED = re.compile(r"""(")(\.{1,2}/[^"]+)(")""")
_WORKER, _MANIFEST = "sw.js", "manifest.webmanifest"
_LISTS = frozenset({_WORKER, _MANIFEST, VOICES})
_TEXT = frozenset({".css", ".js", ".svg", ".json", ".txt", ".webmanifest", ".html"})
_TYPES = {
    ".webmanifest": "application/manifest+json",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".wav": "audio/wav",
}
_ROOT = {
    "/favicon.ico": "icons/favicon.ico",
    "/manifest.webmanifest": _MANIFEST,
    "/sw.js": _WORKER,
}


@dataclass(frozen=True, slots=True)
class Asset:
    """One file ready to send; `packed` is its gzip where that is smaller."""

    media_type: str
    body: bytes
    packed: bytes | None
    tag: str


class Assets:
    """All static files by name and by hashed address."""

    def __init__(
        self,
        folder: Path = FOLDER,
        more: Mapping[str, bytes] | None = None,
        *,
        reload: bool = False,
    ) -> None:
        """Read the folder; with `reload`, again whenever a file in it changed.

        `more` are files of elsewhere, by the names under which to serve them.
        """
        self._folder, self._more, self._reload = folder, more or {}, reload
        self._read()

    def address(self, name: str) -> str:
        """Give the hashed address of a file; raises KeyError for one there is not."""
        if self._reload and self._stamp() != self._seen:
            self._read()
        return self._addresses[name]

    def at(self, path: str) -> tuple[Asset, bool] | None:
        """Give what an address serves, and whether it may be kept for good (its name is hashed)."""
        if (kept := self._assets.get(path)) is not None:
            return kept, True
        name = _ROOT.get(path)
        if name is None or name not in self._addresses:
            return None
        return self._assets[self._addresses[name]], False

    def names(self) -> list[str]:
        """Give every name a template may ask for."""
        return sorted(self._addresses)

    def _read(self) -> None:
        self._seen = self._stamp()
        self._sources = {**_sources(self._folder), **self._more}
        self._addresses: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}
        for name in self._sources:
            self._add(name, ())

    def _stamp(self) -> tuple[int, int]:
        files = [path.stat().st_mtime_ns for path in self._folder.rglob("*") if path.is_file()]
        return len(files), max(files, default=0)

    def _add(self, name: str, parents: tuple[str, ...]) -> str:
        if name in self._addresses:
            return self._addresses[name]
        if name in parents or name not in self._sources:
            message = f"{name}, imported by {' < '.join(reversed(parents))}, is missing or a circle"
            raise AssetError(message)
        body = self._linked(name, (*parents, name))
        asset = _asset(name, body)
        stem, dot, suffix = name.rpartition(".")
        address = f"/static/{stem}-{asset.tag}{dot}{suffix}"
        self._addresses[name], self._assets[address] = address, asset
        return address

    def _linked(self, name: str, parents: tuple[str, ...]) -> bytes:
        suffix, body = PurePosixPath(name).suffix, self._sources[name]
        if name.startswith("vendor/"):
            return body
        if suffix == ".js" and name != _WORKER:
            return joined(name, self._sources, lambda target: self._add(target, parents))
        pattern = _LISTED if name in _LISTS else {".css": _URL}.get(suffix)
        if pattern is None:
            return body
        text = stripped(name, body) if suffix == ".js" else body.decode()

        def rewrite(found: re.Match[str]) -> str:
            return f"{found[1]}{self._add(beside(name, found[2]), parents)}{found[3]}"

        return pattern.sub(rewrite, text).encode()


def _sources(folder: Path) -> dict[str, bytes]:
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    sheets = [name for name in found if re.fullmatch(r"css/[^/]+\.css", name)]
    if sheets:
        found[SHEET] = b"\n".join(found.pop(name) for name in sheets)
    return found


def _asset(name: str, body: bytes) -> Asset:
    suffix = PurePosixPath(name).suffix
    packed = gzip.compress(body, 9, mtime=0) if suffix in _TEXT else None
    kind = _TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    media_type = f"{kind}; charset=utf-8" if suffix in _TEXT else kind
    tag = hashlib.sha256(body).hexdigest()[:12]
    return Asset(media_type, body, packed if packed and len(packed) < len(body) else None, tag)
