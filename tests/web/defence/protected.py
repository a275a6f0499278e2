"""What protects a household: a passkey, another browser, and answers to its challenges."""

import json
import secrets
from collections.abc import Callable, Mapping

from domain.accounts.credentials import Keeper, MadePasskey, credential_index
from domain.household.browsers import open_browser
from domain.household.listing import browsers_of
from domain.household.passkeys import add_passkey
from domain.kernel.tokens import new_token
from tests.authenticator import Soft, encoded
from tests.web.defence.made_up import Form
from tests.web.defence.phones import Household

# Named once: who only looks at what is another's must not find it changed by that.
_softs: dict[object, Soft] = {}
_browsers: dict[object, str] = {}


def own_passkey(whose: Household) -> str:
    """Give how a form names the household's passkey, made where there is none."""
    ring = whose.phone.server.services.ring
    return credential_index(ring, _soft(whose).credential_id).hex()


def other_browser(whose: Household) -> str:
    """Give how a form names the household's other browser, opened where there is none."""
    if whose.holder.id not in _browsers:
        server, token = whose.phone.server, new_token()
        held, own = server.services, whose.phone.client.cookies["hc"]
        server.run(held.db.write(open_browser, held.context(), token, whose.holder.id))
        listed = server.run(held.db.read(browsers_of, held.ring, whose.holder.id, own))
        _browsers[whose.holder.id] = next(each.name for each in listed if not each.here)
    return _browsers[whose.holder.id]


def _soft(whose: Household) -> Soft:
    if whose.holder.id not in _softs:
        server, holder = whose.phone.server, whose.holder
        soft = Soft(server.settings.origin, handle=secrets.token_bytes(32))
        made = MadePasskey(soft.credential_id, soft.cose(), 0, ("internal",), backed_up=False)
        held = server.services
        values = (holder.id, holder.person_id, made, soft.handle, Keeper.PHONE)
        server.run(held.db.write(add_passkey, held.context(), *values))
        _softs[holder.id] = soft
    return _softs[whose.holder.id]


def _made(own: Household) -> Form:
    options = own.phone.send("POST", "/passkeys/begin").json()
    return {"credential": json.dumps(Soft(own.phone.server.settings.origin).made(options))}


def _used(begin: str) -> Callable[[Household], Form]:
    def answer(own: Household) -> Form:
        soft = _soft(own)
        options = own.phone.send("POST", begin).json()
        assert options["rpId"] == "localhost"
        assert encoded(soft.credential_id) not in options["challenge"]
        return {"credential": json.dumps(soft.used(options))}

    return answer


# What a form cannot hold beforehand: the answer to a challenge that this browser was just given.
CEREMONIES: Mapping[str, Callable[[Household], Form]] = {
    "POST /passkeys": _made,
    "POST /confirm/passkey": _used("/confirm/begin"),
    "POST /recover": _used("/recover/begin"),
}
