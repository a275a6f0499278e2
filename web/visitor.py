"""Who is asking, as far as cookies tell: language, type size, tokens, pre-session.

One `Visitor` lives as long as a request. Cookies that change are noted on it and leave with the
answer, whatever answer that is; nothing else in the web writes a Set-Cookie header.
"""

import secrets
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from domain.accounts.values import Staff
from domain.household.values import Holder
from domain.kernel.actor import ANYONE, Actor
from web.csrf import make_token
from web.i18n import LANGUAGES, negotiate

_YEAR = 365 * 86400
_TOKEN_LENGTH = 43
_TOKEN_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
_current: ContextVar["Visitor"] = ContextVar("visitor")


@dataclass(slots=True)
class Visitor:
    """One request's cookies and choices; `cookies` are the Set-Cookie values of its answer.

    `place` is the serial of the poster that led here, as the cookie has it.
    """

    secure: bool
    csrf_key: bytes
    path: str
    query: str
    language: str
    large: bool
    token: str | None
    pre: str | None
    staff_token: str | None = None
    place: str | None = None
    actor: Actor = ANYONE
    holder: Holder | None = None
    staff: Staff | None = None
    cookies: list[str] = field(default_factory=list)
    _csrf: tuple[str, str] | None = None

    def keep_browser(self, token: str) -> None:
        """Give this browser its token, for 400 days (what browsers allow at most)."""
        self.token = token
        self._set("hc", token, 400 * 86400)

    def keep_place(self, serial: str) -> None:
        """Remember for an hour the poster that led here, whoever declares on from it."""
        self.place = serial
        self._set("hc-place", serial, 3600)

    def forget_poster(self) -> None:
        """Remember no poster any more."""
        self.place = None
        self._set("hc-place", "", 0)

    def forget_browser(self) -> None:
        """Take the browser's token and pre-session away."""
        self.token = self.pre = None
        self._set("hc", "", 0)
        self._set("hc-pre", "", 0)

    def keep_staff(self, token: str, seconds: int | None = None) -> None:
        """Sign this browser in as staff: until it is closed, or for so long (a door phone)."""
        self.staff_token = token
        self._set("hc-staff", token, seconds)

    def forget_staff(self) -> None:
        """Take the staff's token away; the person's own code stays on this phone."""
        self.staff_token = self.staff = None
        self._set("hc-staff", "", 0)

    def csrf_token(self) -> str:
        """Give a token for a form in this answer, beginning a pre-session where there is none.

        On a page of staff it is bound to their session, which lives as long as the page may.
        """
        held = (self.staff_token if self.staff else None) or self.token or self.pre
        if held is None:
            held = self.pre = secrets.token_urlsafe(32)
            self._set("hc-pre", held, None)
        if self._csrf is None or self._csrf[0] != held:
            self._csrf = held, make_token(self.csrf_key, held)
        return self._csrf[1]

    def secrets_held(self) -> list[str]:
        """Give what a CSRF token may be bound to."""
        return Secrets(self.staff_token, self.token, self.pre).held()

    def here(self, **changes: str) -> str:
        """Give this page's own address with some of its query changed, to plain words."""
        query = "&".join([f"{name}={value}" for name, value in changes.items()])
        if self.query:
            pairs = parse_qsl(self.query)
            kept = {name: value for name, value in pairs if name not in _CHOICES}
            query = "&".join(filter(None, (urlencode(kept), query)))
        # "//host" and "/\\host" would lead to another site (WHATWG URL, relative references).
        path = "/" + quote(self.path.lstrip("/\\"), safe="/")
        return f"{path}?{query}" if query else path

    def forget_place(self) -> None:
        """Let this answer's links lead to the start: an error page repeats no address."""
        self.path, self.query = "/", ""

    def remember(self, name: str, value: str) -> None:
        """Keep a choice of how pages look, for a year."""
        self._set(name, value, _YEAR, hidden=False)

    def _set(self, name: str, value: str, age: int | None, *, hidden: bool = True) -> None:
        parts = [f"{cookie_name(name, secure=self.secure)}={value}", "Path=/", "SameSite=Lax"]
        parts += [f"Max-Age={age}"] if age is not None else []
        parts += ["HttpOnly"] if hidden else []
        parts += ["Secure"] if self.secure else []
        self.cookies.append("; ".join(parts))


class Secrets(NamedTuple):
    """The tokens of staff and of the browser, and the pre-session, as cookies have them."""

    staff: str | None
    browser: str | None
    pre: str | None

    def held(self) -> list[str]:
        """Give what a CSRF token may be bound to."""
        return [secret for secret in self if secret]


_SECRETS = ("hc-staff", "hc", "hc-pre")
_CHOICES = frozenset({"lang", "large"})


def cookie_name(name: str, *, secure: bool) -> str:
    """Give a cookie's name: `__Host-` binds it to this host, and browsers want HTTPS for that."""
    return f"__Host-{name}" if secure else name


def visitor() -> Visitor:
    """Give the visitor of the request in hand."""
    return _current.get()


def enter(found: Visitor) -> None:
    """Make a visitor the one that `visitor()` gives until the request's end."""
    _current.set(found)


def read_visitor(scope: Any, *, secure: bool, csrf_key: bytes) -> Visitor:
    """Read a request's cookies and choices; what is malformed counts as absent."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    kept = _cookies(headers.get(b"cookie", ""))
    query = scope["query_string"].decode("latin-1")
    asked = dict(parse_qsl(query)) if query else {}
    found = Visitor(
        secure=secure,
        csrf_key=csrf_key,
        path=scope["path"],
        query=query,
        language=negotiate(
            asked.get("lang"),
            kept.get(cookie_name("lang", secure=secure)),
            headers.get(b"accept-language"),
        ),
        large=asked.get("large", kept.get(cookie_name("large", secure=secure))) == "1",
        token=_token(kept.get(cookie_name("hc", secure=secure))),
        pre=_token(kept.get(cookie_name("hc-pre", secure=secure))),
        staff_token=_token(kept.get(cookie_name("hc-staff", secure=secure))),
        place=kept.get(cookie_name("hc-place", secure=secure)) or None,
    )
    if asked.get("lang") in LANGUAGES:
        found.remember("lang", found.language)
    if asked.get("large") in {"0", "1"}:
        found.remember("large", asked["large"])
    return found


def browser_token(cookies: str, *, secure: bool) -> str | None:
    """Give the browser's token alone from a Cookie header, None for none or a malformed one."""
    return _token(_cookies(cookies).get(cookie_name("hc", secure=secure)))


def secrets_in(cookies: str, *, secure: bool) -> Secrets:
    """Give the secrets in a Cookie header; what is malformed counts as absent."""
    kept = _cookies(cookies)
    return Secrets(*(_token(kept.get(cookie_name(name, secure=secure))) for name in _SECRETS))


def _cookies(header: str) -> dict[str, str]:
    """Read a Cookie header (RFC 6265, 4.2); ours are plain words, so no quoting is undone."""
    pairs = (part.partition("=") for part in header[:4096].split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _token(value: str | None) -> str | None:
    if value is None or len(value) != _TOKEN_LENGTH or not _TOKEN_LETTERS.issuperset(value):
        return None
    return value
