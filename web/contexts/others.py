"""What a code page tells of other phones that have the same person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.healthcode.values import About, Objection, RiskTold, ShownCode
from domain.kernel.colour import Colour
from domain.policy.context import Context

_RISKS = frozenset({Colour.RED, Colour.YELLOW})


@dataclass(frozen=True, slots=True)
class Others:
    """Claims that `waiting` holders have, `refused` where objected to; risk answers likewise.

    `hours` is within how many an objection is answered. `holds` tells that a risk answer runs
    which can no longer be corrected freely. `lookups` are those the person does not know of yet,
    `parted` the masked names of whom others took off this phone.
    """

    told: tuple[RiskTold, ...]
    disputed: tuple[Objection, ...]
    waiting: tuple[UUID, ...]
    refused: tuple[Objection, ...]
    hours: int
    holds: bool
    lookups: tuple[datetime, ...]
    parted: tuple[str, ...]


def others_of(shown: ShownCode, ctx: Context) -> Others:
    """Sort what is told of other phones by what can be said to it."""
    made = shown.news.objections
    refused = tuple(each for each in made if each.about is About.CLAIM)
    known = {each.about_id for each in refused}
    return Others(
        told=shown.news.told,
        disputed=tuple(each for each in made if each.about is About.ANSWER),
        waiting=tuple(holder for holder in shown.waiting if holder not in known),
        refused=refused,
        hours=ctx.policies.set_at(ctx.instant).corrections.answer_hours,
        lookups=shown.news.lookups,
        parted=shown.parted,
        holds=shown.mend_until is None and _runs(shown),
    )


def _runs(shown: ShownCode) -> bool:
    """Tell whether something declared, and nothing official alone, makes the colour."""
    return any(
        reason.colour in _RISKS and any(not each.official for each in reason.evidence)
        for reason in shown.reasons
    )
