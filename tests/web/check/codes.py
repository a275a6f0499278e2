"""A person with a code, as an online QR shows it."""

from itertools import count

from domain.healthcode.apply import apply
from domain.healthcode.present import present
from domain.healthcode.show import shown
from domain.household.browsers import open_holder
from domain.kernel.actor import Actor, Role
from domain.kernel.ids import random_id
from domain.kernel.tokens import new_token
from tests.domain.acts import application
from tests.servers import Server
from web.contexts.code import address_of

_numbers = count(9000)


def shown_token(server: Server) -> str:
    """Apply for a healthy person's code and give the text of its QR."""
    held, holder = server.services, random_id()
    ctx = held.context(Actor(Role.HOLDER, holder))
    number = next(_numbers)
    asked = application(number, phone=f"+861390000{number}", name="王秀英")
    server.run(held.db.write(open_holder, ctx, new_token(), holder))
    issued = server.run(held.db.write(apply, ctx, holder, asked))
    server.run(held.db.write(present, ctx, issued.person_id, holder))
    code = server.run(held.db.read(shown, ctx, issued.person_id, holder))
    assert code is not None
    assert code.handle is not None
    return address_of(held.ring, code.handle, held.clock.now(), server.settings.origin)
