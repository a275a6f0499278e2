"""Bodies and heads that no browser sends: too large, cut short, nonsense, or made to cost work."""

import gzip
import json
import zlib
from collections.abc import Iterator

FORM = "application/x-www-form-urlencoded"
MOST = 64 * 1024
_FIELDS = (
    "name phone region kind number born_year outside left_day arrival_time visit_1_place"
    " temperature stay lang draft channel holder member symptoms commitment field"
).split()


def bodies() -> Iterator[tuple[str, str, bytes, tuple[str, ...]]]:
    """Give each body with its name, its type and further headers; framed as HTTP wants it."""
    yield "nothing", FORM, b"", ()
    yield "a NUL", FORM, b"\0", ()
    yield "NULs up to the cap", FORM, b"\0" * MOST, ()
    yield "one byte past the cap", FORM, b"a" * (MOST + 1), ()
    yield "a mebibyte", FORM, b"a=" + b"b" * 2**20, ()
    yield "no UTF-8", FORM, b"name=\xff\xfe\xc0\x80&\xf5\x80=\xed\xa0\x80", ()
    yield "lone surrogates", FORM, b"name=%ed%a0%80%ed%bf%bf&phone=%f8%88%80%80%80", ()
    yield "half escapes", FORM, b"name=%&phone=%f&%=%&number=%zz%u0041", ()
    yield "escapes alone", FORM, b"name=" + b"%ff" * 21_000, ()
    yield "escaped NULs", FORM, b"name=" + b"%00" * 21_000, ()
    yield "thousands of fields", FORM, b"&".join(b"f%d=1" % at for at in range(7000)), ()
    yield "thousands of the same field", FORM, b"name=x&" * 9000, ()
    yield "ampersands", FORM, b"&" * MOST, ()
    yield "equals signs", FORM, b"=" * MOST, ()
    yield "semicolons", FORM, b"name=a;phone=1;" * 4000, ()
    yield "one endless name", FORM, b"n" * 65_000, ()
    yield "names of Python", FORM, b"__class__=x&__init__=y&self=z&work=w&ctx=c&%7B%7B7%7D=1", ()
    yield "names of JavaScript", FORM, b"__proto__=x&constructor[prototype]=y&hasOwnProperty=1", ()
    yield "rows that are not", FORM, b"visit_99_place=x&leg_0_day=y&visit_1_=z&leg_-1_place=q", ()
    yield from ((name, FORM, _everywhere(value), ()) for name, value in _values())
    # Python refuses to read more than 4,300 digits (sys.int_info): one field at a time has room.
    for name in _FIELDS:
        start = "drop visit " if name == "stay" else ""
        yield f"digits in {name}", FORM, f"{name}={start}{'9' * 5000}".encode(), ()
    yield "deep JSON", "application/json", b"[" * MOST, ()
    yield "deep JSON objects", "application/json", b'{"a":' * 13_000, ()
    yield "JSON numbers", "application/json", b"[NaN,Infinity,1e999," + b"9" * 60_000 + b"]", ()
    yield "JSON in a form", FORM, json.dumps({"name": {"$ne": None}}).encode(), ()
    yield "XML entities", "application/xml", _entities(), ()
    yield "a packed bomb", FORM, gzip.compress(b"a=" + b"b" * 2**24), ("Content-Encoding: gzip",)
    yield "a deflated form", FORM, zlib.compress(b"name=x"), ("Content-Encoding: deflate",)
    yield "packed and cut short", FORM, gzip.compress(b"a=b" * 99)[:-9], ("Content-Encoding: gzip",)
    yield "many packings", FORM, b"a=b", ("Content-Encoding: gzip, gzip, gzip, br",)
    yield "parts without a boundary", "multipart/form-data", b"--\r\n\r\n", ()
    yield "thousands of parts", "multipart/form-data; boundary=x", _parts(4000), ()
    yield "an endless boundary", "multipart/form-data; boundary=" + "x" * 9000, b"--x--", ()
    yield "a file", "multipart/form-data; boundary=x", _file(), ()
    yield "another charset", f"{FORM}; charset=utf-7", b"name=+ADw-script+AD4-", ()
    yield "a charset that is none", f"{FORM}; charset=\\x00", b"name=x", ()
    yield "UTF-16", f"{FORM}; charset=utf-16", "name=王".encode("utf-16"), ()
    yield "a type of nonsense", "a/b/c;;;===,,,", b"name=x", ()
    yield "a type twice", FORM, b"name=x", ("Content-Type: text/plain",)


def _everywhere(value: str) -> bytes:
    room = MOST // len(_FIELDS) - 24
    cut = value.encode("utf-8", "surrogatepass")[:room]
    return b"&".join(name.encode() + b"=" + cut for name in _FIELDS)


def _values() -> Iterator[tuple[str, str]]:
    yield "digits", "9" * 5000
    yield "minus", "-" * 3000
    yield "foreign digits", "\u0663" * 1500
    yield "exponents", "1e9999999999"
    yield "marks", "a" + "\u0316\u0300" * 700
    yield "ligatures that unfold", "\ufdfa" * 900
    yield "joiners", "\u200d\u200c" * 500
    yield "directions", "\u202e\u2066\u2069" * 300
    yield "blanks", " " * 2900 + "x"
    yield "dots between characters", "王." * 700
    yield "afternoons", "下午" * 400
    yield "braces", "{" * 2900
    yield "templates", "{{7*7}}{% raw %}${7*7}#{7*7}%(x)s%s%n"
    yield "quotes", "'\"`\\" * 700
    yield "SQL", "'; DROP TABLE declaration; --"
    yield "emoji", "👩‍👩‍👧‍👦" * 100


def _entities() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "' + b"a" * 999 + b'">]><x>&a;</x>'


def _parts(count: int) -> bytes:
    return b"--x\r\n\r\n\r\n" * count + b"--x--"


def _file() -> bytes:
    head = b'--x\r\nContent-Disposition: form-data; name="name"; filename="../../etc/passwd"\r\n'
    return head + b"Content-Type: image/svg+xml\r\n\r\n<svg onload=alert(1)>\r\n--x--\r\n"


def broken(host: str) -> Iterator[tuple[str, bytes]]:
    """Give whole requests that break the rules of HTTP/1.1 (RFC 9112)."""
    last = f"Host: {host}\r\nConnection: close\r\n"
    head = f"POST /declare/who HTTP/1.1\r\n{last}Content-Type: {FORM}\r\n".encode()
    chunked = head + b"Transfer-Encoding: chunked\r\n"
    look = f"GET /help HTTP/1.1\r\n{last}".encode()
    for length in (b"-1", b"x", b"+5", b"5, 6", b"0x5", b"5 5", b"9" * 400, b""):
        line = b"Content-Length: " + length + b"\r\n\r\nhello"
        yield f"Content-Length {length[:9]!r}", head + line
    yield "two lengths", head + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"
    yield "length and chunks", chunked + b"Content-Length: 5\r\n\r\n0\r\n\r\n"
    for coding in (b"chunked, chunked", b"gzip, chunked", b"identity", b"xchunked", b"\x0bchunked"):
        yield f"coding {coding!r}", head + b"Transfer-Encoding: " + coding + b"\r\n\r\n0\r\n\r\n"
    for size in (b"zz", b"-1", b"F" * 17, b"0x5", b" 5", b"5 ", b""):
        yield f"chunk of {size!r}", chunked + b"\r\n" + size + b"\r\nhello\r\n0\r\n\r\n"
    yield "a chunk that ends early", chunked + b"\r\n5\r\nhel\r\n0\r\n\r\n"
    yield "a chunk without an end", chunked + b"\r\n5\r\nhello"
    yield "a long chunk extension", chunked + b"\r\n5;" + b"a" * 90_000 + b"\r\nhello\r\n0\r\n\r\n"
    yield (
        "chunks past the cap",
        chunked
        + b"\r\n"
        + b"400\r\n"
        + b"a" * 1024
        + b"\r\n"
        + (b"400\r\n" + b"a" * 1024 + b"\r\n") * 70
        + b"0\r\n\r\n",
    )
    yield "trailers", chunked + b"\r\n0\r\nContent-Length: 5\r\nHost: evil.example\r\n\r\n"
    yield "a body cut short", head + b"Content-Length: 500\r\n\r\nname="
    for line in (
        b" folded: x",
        b"no colon",
        b": no name",
        b"na me: x",
        b"Name : x",
        b"Name: a\0b",
        b"Name: a\rb",
        b"Na\x01me: x",
        b"N\xc3\xa4me: x",
    ):
        yield f"header {line!r}", look + line + b"\r\n\r\n"
    yield "a thousand headers", look + b"X: y\r\n" * 9000 + b"\r\n"
    yield "a long header", look + b"X: " + b"y" * 40_000 + b"\r\n\r\n"
    yield "bare line feeds", look.replace(b"\r\n", b"\n") + b"\n"
    yield "bare returns", look.replace(b"\r\n", b"\r") + b"\r"
    yield "another protocol", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
    yield "an old protocol", b"GET /help\r\n\r\n"
    yield "a version that is none", b"GET /help HTTP/1.9\r\n\r\n"
    yield "TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 99
    yield "a target with blanks", b"GET /he lp HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "a target of bytes", b"GET /\xff\xfe\x80 HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "an endless target", b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"
    yield "an endless method", b"A" * 70_000 + b" / HTTP/1.1\r\nHost: x\r\n\r\n"
