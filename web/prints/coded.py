"""What a printed card says of a code."""

from domain.credential.scanned import bare_text
from domain.healthcode.issuing import Held
from domain.people.masking import tail
from domain.policy.context import Context
from web.prints.values import PrintedCard


def printed_card(held: Held, ctx: Context) -> PrintedCard | None:
    """Give it, None where nothing is signed; a red that no declaration made counts from now."""
    if held.credential is None:
        return None
    code = held.code
    return PrintedCard(
        name=code.member.known.name,
        tail=tail(code.member.known.document),
        colour=code.colour,
        registered=code.registered or ctx.instant,
        until=code.until,
        qr=bare_text(held.credential),
    )
