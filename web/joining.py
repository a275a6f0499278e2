"""Our own scripts as they are served: a module is one file with all that it imports, no comments.

No build step and no reader of JavaScript: modules keep to a strict shape, line by line, and one
that leaves it stops the start. An imported module stands before its importer in a scope of its own,
once a file, in the order in which browsers run them (ECMA-262, 16.2.1.6.1.3). What is imported when
needed, by `import()`, stays a file of its own. A module may so be in two files of one page, and
must therefore keep no state, which is held too.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath

_IMPORT = re.compile(r'^(import|export) \{([^}]*)\} from "(\.{1,2}/[^"]+)";$', re.MULTILINE)
_LATER = re.compile(r'\bimport\("(\.{1,2}/[^"]+)"\)')
_EXPORT = re.compile(r"^export ((?:(?:async )?function|class|const) (\w+))", re.MULTILINE)
_UNREAD = re.compile(r'^.*(?:^export\b|\bimport\b(?!\("/)).*$', re.MULTILINE)
_STATE = re.compile(r"^(?:let|var)\b.*$", re.MULTILINE)
_SCOPE = re.compile(r"\$\d")


class AssetError(Exception):
    """A static file imports what is not there, goes round in a circle, or has another shape."""


def joined(entry: str, sources: Mapping[str, bytes], address: Callable[[str], str]) -> bytes:
    """Give a module with all that it imports; `address` is told what is imported when needed."""
    joining = _Joining(sources, address)
    body, exported = joining.read(entry, ())
    told = f"export {{ {', '.join(exported)} }};\n" if exported else ""
    return "".join([*joining.scopes, body, told]).encode()


def stripped(name: str, source: bytes) -> str:
    """Leave out the lines that are comments or empty, and the blanks that lines begin with.

    Safe without reading JavaScript as long as no text and no comment spans lines, which is held.
    """
    kept = []
    for line in map(str.strip, source.decode().splitlines()):
        if not line or line.startswith("//"):
            continue
        if line.count("`") % 2 or line.endswith("\\") or "/*" in line:
            _refuse(name, [line], "has a text or a comment over several lines")
        kept.append(f"{line}\n")
    return "".join(kept)


def beside(name: str, relative: str) -> str:
    """Give the name of the file that another names by a relative address."""
    parts = list(PurePosixPath(name).parent.parts)
    for step in PurePosixPath(relative).parts:
        if step == "..":
            parts = parts[:-1]
        elif step != ".":
            parts.append(step)
    return "/".join(parts)


class _Joining:
    """One file in the making: `scopes` are the modules imported so far, in the order they run."""

    def __init__(self, sources: Mapping[str, bytes], address: Callable[[str], str]) -> None:
        self.scopes: list[str] = []
        self._sources, self._address = sources, address
        self._done: dict[str, tuple[str, list[str]]] = {}

    def read(self, name: str, parents: tuple[str, ...]) -> tuple[str, list[str]]:
        """Give a module with its imports as constants and without `export`; and what it exports."""
        if name in parents or name not in self._sources:
            message = f"{name}, imported by {' < '.join(reversed(parents))}, is missing or a circle"
            raise AssetError(message)
        exported: list[str] = []

        def constants(line: re.Match[str]) -> str:
            names = _names(line[2])
            scope, offered = self._scope(beside(name, line[3]), (*parents, name))
            _refuse(
                name, [outer for outer, _ in names if outer not in offered], "has no such import"
            )
            exported.extend(inner for _, inner in names if line[1] == "export")
            bound = ", ".join(
                outer if outer == inner else f"{outer}: {inner}" for outer, inner in names
            )
            return f"const {{ {bound} }} = {scope};"

        def plain(line: re.Match[str]) -> str:
            exported.append(line[2])
            return line[1]

        text = stripped(name, self._sources[name])
        _refuse(name, _SCOPE.findall(text), "has a name that scopes have")
        text = _IMPORT.sub(constants, text)
        text = _LATER.sub(lambda it: f'import("{self._address(beside(name, it[1]))}")', text)
        text = _EXPORT.sub(plain, text)
        _refuse(name, _UNREAD.findall(text), "has an import or export of another shape")
        return text, exported

    def _scope(self, name: str, parents: tuple[str, ...]) -> tuple[str, list[str]]:
        """Give the constant that an imported module is, put before its first importer."""
        if name not in self._done:
            body, exported = self.read(name, parents)
            _refuse(name, _STATE.findall(self._sources[name].decode()), "is imported and has state")
            scope = f"${len(self.scopes)}"
            told = f"return {{ {', '.join(exported)} }};"
            self.scopes.append(f"const {scope} = (() => {{\n{body}{told}\n}})();\n")
            self._done[name] = scope, exported
        return self._done[name]


def _names(braces: str) -> list[tuple[str, str]]:
    """Give (its name there, its name here) of each name between an import's braces."""
    pairs = [each.split(" as ") for each in braces.replace("\n", " ").split(",") if each.strip()]
    return [(pair[0].strip(), pair[-1].strip()) for pair in pairs]


def _refuse(name: str, found: Sequence[str], why: str) -> None:
    if found:
        message = f"{name} {why}: {found[0]}"
        raise AssetError(message)
