"""Telling the command what a door has found, in the transaction of the admission (product F4)."""

from domain.admission.alerts import raise_alert, raise_often, withdraw_alert
from domain.admission.judging import Judged
from domain.admission.obstructions import note_refusal
from domain.admission.values import Call
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.values import Entrance


def tell(work: Work, ctx: Context, entrance: Entrance, call: Call, found: Judged) -> None:
    """Tell of a new admission: red, yellow, fever; one person over and over; a green refused."""
    if is_due(ctx, call, found):
        raise_alert(work, ctx, entrance, call, found)
    if found.lately.scans >= ctx.policies.doors.often.most:
        raise_often(work, ctx, entrance, found.people)
    _refused(work, ctx, entrance, call, found)


def tell_again(work: Work, ctx: Context, entrance: Entrance, call: Call, found: Judged) -> None:
    """Tell of an admission that was brought up to date, or take back what is so no more."""
    if is_due(ctx, call, found):
        raise_alert(work, ctx, entrance, call, found)
    else:
        withdraw_alert(work, ctx, entrance.venue, call.id)
    _refused(work, ctx, entrance, call, found)


def is_due(ctx: Context, call: Call, found: Judged) -> bool:
    """Tell whether the verdict is to be told, or the one that the device gave by itself."""
    told = ctx.policies.doors.all_verdicts.get(call.told)
    return found.decision.verdict.alert or (told is not None and told.alert)


def _refused(work: Work, ctx: Context, entrance: Entrance, call: Call, found: Judged) -> None:
    if call.refused is not None and found.decision.act.passes:
        note_refusal(work, ctx, entrance, call, found.people)
