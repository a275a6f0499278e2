"""Who looked at or changed what is held, and when: from the audit, in pages, as far as may be seen.

The audit keeps acts and the names of fields, never values; what verbs note besides (a state, a
colour, the other phone) is left out here.
"""

from uuid import UUID

from domain.audit.history import Entry, entries_page
from domain.audit.note import Act
from domain.household.claim import member_of
from domain.household.values import Member
from domain.kernel.actor import Role
from domain.mydata.keeping import Keeping, keeping_of
from domain.mydata.reach import reach_of
from domain.mydata.values import By, Done, History
from domain.policy.context import Context
from domain.storage.work import Work

PAGE = 50
_MOST_PAGES = 2000
FIELDS = frozenset(
    "identity document journey stay health left_on relationship consent state told browser passkey"
    " sign_count code kind day of reference fact answer claim".split()
)
"""The names of fields that are told; a test holds that each one is worded."""
UNTOLD = frozenset({"colour", "password", "removed"})
"""Those of which the act says enough; of staff's accounts, which stand in no person's history."""
_OFFICIAL = frozenset({Act.FACT_RECORDED, Act.PURGED})


def history_of(
    work: Work, ctx: Context, person_id: UUID, holder_id: UUID, page: int = 1
) -> History | None:
    """Give a page of the acts about a holder's applicant; None where there is no such one.

    Official acts are shown to whoever may see the facts; a phone whose claim waits sees its own.
    """
    member = member_of(work, ctx.ring, person_id, holder_id)
    if member is None:
        return None
    page = min(max(page, 1), _MOST_PAGES)
    found = _acts(work, ctx, member, (page - 1) * PAGE, PAGE + 1)
    return History(found[:PAGE], page, len(found) > PAGE)


def whole_history(work: Work, ctx: Context, member: Member) -> tuple[Done, ...]:
    """Give every act that may be seen, newest first."""
    return _acts(work, ctx, member, 0, PAGE * _MOST_PAGES)


def _acts(work: Work, ctx: Context, member: Member, first: int, most: int) -> tuple[Done, ...]:
    reach = reach_of(member)
    found = entries_page(
        work,
        ctx.ring,
        member.person_id,
        first=first,
        most=most,
        by=None if reach.sees_person else member.holder_id,
        without=frozenset() if reach.sees_facts else _OFFICIAL,
    )
    keeping = keeping_of(ctx, None)
    return tuple(_done(keeping, each, member.holder_id) for each in found)


def _done(keeping: Keeping, entry: Entry, holder_id: UUID) -> Done:
    fields = tuple(each for each in entry.fields if each in FIELDS)
    until = keeping.entry(entry.at)
    return Done(entry.at, entry.act, _by(entry, holder_id), entry.role, fields, until)


def _by(entry: Entry, holder_id: UUID) -> By:
    """Give who did it; a colour is changed by the rules, whoever happened to look at it then."""
    if entry.act is Act.COLOUR_CHANGED or entry.role is Role.SYSTEM:
        return By.SERVICE
    if entry.role not in {Role.HOLDER, Role.ANYONE}:
        return By.OFFICE
    return By.THIS_PHONE if entry.actor_id == holder_id else By.OTHER_PHONE
