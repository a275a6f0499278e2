"""The page that asks on which day somebody left Yunnan."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.declaration.departure import FIELD
from domain.declaration.entries import Entries, one
from domain.declaration.terms import Terms
from domain.kernel.problems import Problem
from domain.policy.context import Context
from web.contexts.choices import Options, days_back
from web.contexts.declare import Told, told_of


@dataclass(frozen=True, slots=True)
class LeftPage:
    """The days one can have left on, the latest first, and the chosen one; `act` names the form."""

    act: UUID
    days: Options
    chosen: str
    problems: tuple[Told, ...]
    error: str


def left_page(
    ctx: Context, declared_on: date, posted: Entries, problems: tuple[Problem, ...]
) -> LeftPage:
    """Offer today and every day back to the declaration."""
    days = [day for day in days_back(Terms(ctx.instant)) if day[0] >= declared_on.isoformat()]
    told = told_of(problems)
    error = told[0].text if told else ""
    return LeftPage(ctx.nonce, days, one(posted, FIELD), told, error)
