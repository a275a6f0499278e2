"""Putting what is held into the exported form, and taking it along: noted, as any act is."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import msgspec

from domain.accounts.credentials import Passkey
from domain.admission.about import Checked
from domain.assessment.values import Reason
from domain.audit.note import Act, note
from domain.declaration.values import Health, Journey, Stay
from domain.household.values import Member
from domain.kernel.problems import DomainError, Refusal
from domain.mydata import exported as form
from domain.mydata import exported_phone as on_phone
from domain.mydata.held import held_about
from domain.mydata.history import whole_history
from domain.mydata.values import By, Done, Held, Judged, Stated, Technical
from domain.notices.reminders import Asked
from domain.people.store import lock_person
from domain.policy.context import Context
from domain.storage.work import Work
from domain.venues.visited import Visited

_encode = msgspec.json.Encoder(order="deterministic").encode


def download(work: Work, ctx: Context, person_id: UUID, holder_id: UUID) -> bytes:
    """Give everything held about a holder's applicant as JSON, this act in its history already.

    Raises DomainError NOT_FOUND where the holder has no such applicant.
    """
    lock_person(work, person_id)
    held = held_about(work, ctx, person_id, holder_id)
    if held is None:
        raise DomainError(Refusal.NOT_FOUND)
    note(work, ctx, Act.DOWNLOADED, person_id)
    return encoded(held, whole_history(work, ctx, held.member))


def encoded(held: Held, acts: Iterable[Done]) -> bytes:
    """Give what is held and done as indented JSON in UTF-8."""
    return msgspec.json.format(_encode(_whole(held, acts)), indent=2)


def _whole(held: Held, acts: Iterable[Done]) -> form.MyData:
    return form.MyData(
        form=form.FORM,
        made_at=held.at,
        seen_as=held.reach.value,
        identity=_identity(held.member, held),
        documents=tuple(
            form.Document(each.kind.value, each.number, held.papers_until) for each in held.papers
        ),
        code=None if held.judged is None else _code(held.judged),
        declarations=tuple(_declaration(each) for each in held.stated),
        facts=tuple(
            form.Fact(
                each.kind.value,
                each.day,
                each.recorded_at,
                None if each.result is None else each.result.value,
                each.reference,
                held.facts_until,
            )
            for each in held.facts
        ),
        phones=tuple(
            on_phone.Phone(each.this, each.state.value, each.since, each.active_at)
            for each in held.phones
        ),
        told_of_risks_at=held.told,
        lookups=tuple(form.Lookup(each.at, each.until) for each in held.lookups),
        objections=tuple(
            form.Objection(
                each.objection.about.value,
                each.objection.made_at,
                each.objection.due_at,
                each.until,
            )
            for each in held.objections
        ),
        this_phone=_technical(held.technical),
        history=tuple(_done(each) for each in acts),
        reminders=tuple(_reminder(each) for each in (held.own.reminders if held.own else ())),
        visits=tuple(_visit(*each) for each in held.visits),
        passkeys=tuple(_passkey(each) for each in (held.own.passkeys if held.own else ())),
        admissions=tuple(_admission(*each) for each in held.admissions),
    )


def _admission(checked: Checked, until: datetime) -> form.Admission:
    found = checked.place
    named = ("", "", "") if found is None else (found.zh, found.en, found.door_zh)
    how, done = checked.how.value, checked.act.value
    seen = checked.seen, checked.refused
    return form.Admission(
        checked.at, *named, checked.division, how, checked.colour, done, *seen, until
    )


def _visit(visited: Visited, until: datetime) -> form.CheckIn:
    place = visited.venue_zh, visited.venue_en, visited.entrance_zh, visited.division
    return form.CheckIn(visited.at, visited.direction.value, visited.how.value, *place, until)


def _reminder(asked: Asked) -> on_phone.Reminder:
    return on_phone.Reminder(asked.channel.value, asked.number_end, asked.reminded_of)


def _passkey(passkey: Passkey) -> on_phone.Passkey:
    return on_phone.Passkey(passkey.keeper.value, passkey.made_at, passkey.used_at)


def _identity(member: Member, held: Held) -> form.Identity:
    known = member.known
    return form.Identity(
        name=known.name,
        gender=known.gender.value,
        born=known.born,
        nationality=known.nationality,
        phone=known.phone,
        helper_phone=known.helper_phone,
        document_kind=known.document_kind.value,
        document_number=known.document,
        relationship=member.relationship,
        kept_until=held.identity_until,
    )


def _code(judged: Judged) -> form.Code:
    return form.Code(
        colour=judged.colour.value,
        registered=judged.registered,
        until=judged.until,
        last_kept=judged.assessed_at,
        rule_set=judged.policy,
        reasons=tuple(_reason(each) for each in judged.reasons),
    )


def _reason(reason: Reason) -> form.Reason:
    evidence = tuple(form.Evidence(**msgspec.structs.asdict(each)) for each in reason.evidence)
    colour, step = reason.colour.value, reason.next_step
    return form.Reason(reason.rule, colour, evidence, reason.until, reason.review, step)


def _declaration(stated: Stated) -> form.Declaration:
    made = stated.answers
    return form.Declaration(
        declared_at=stated.declared_at,
        by_this_phone=stated.own,
        daily=stated.daily,
        corrected=stated.corrected,
        journey=None if made is None else _journey(made.journey),
        stay=None if made is None else _stay(made.stay),
        health=None if made is None else _health(made.health),
        kept_until=stated.until,
        departures=()
        if made is None
        else tuple(form.Departure(each.told_at, each.left_on) for each in made.departures),
    )


def _journey(journey: Journey) -> form.Journey:
    return form.Journey(
        outside=journey.outside,
        departure=journey.departure,
        visits=tuple(form.Visit(each.division, each.last) for each in journey.visits),
        left_on=journey.left_on,
        transport=None if journey.transport is None else journey.transport.value,
        transport_number=journey.transport_number,
        seat=journey.seat,
        arrives_at=journey.arrives_at,
        legs=tuple(
            form.Leg(each.place, each.transport.value, each.number, each.day)
            for each in journey.legs
        ),
        onward=journey.onward,
    )


def _stay(stay: Stay) -> form.Stay:
    return form.Stay(stay.division, stay.address, stay.occupation.value, stay.employer)


def _health(health: Health) -> form.Health:
    return form.Health(
        contact=health.contact.value,
        contact_on=health.contact_on,
        abroad=health.abroad.value,
        abroad_where=health.abroad_where,
        entered_on=health.entered_on,
        symptoms=tuple(sorted(each.value for each in health.symptoms)),
        symptoms_unknown=health.symptoms_unknown,
        temperature=health.temperature,
        symptoms_since=health.symptoms_since,
    )


def _technical(kept: Technical) -> on_phone.ThisPhone:
    draft = kept.draft
    return on_phone.ThisPhone(
        browsers=kept.browsers,
        key_registered=kept.key_registered,
        indexes=tuple(
            on_phone.Index(
                each.division,
                each.number,
                each.colour.value,
                each.paper,
                each.ended,
                each.issued,
                each.expires,
                each.withdrawn,
                each.until,
            )
            for each in kept.indexes
        ),
        day_names=tuple(on_phone.DayName(day, until) for day, until in kept.handles),
        draft=None
        if draft is None
        else on_phone.Draft(
            draft.step,
            draft.updated_at,
            {name: tuple(values) for name, values in sorted(draft.entries.items())},
            draft.until,
        ),
    )


def _done(done: Done) -> form.Done:
    office = done.role.value if done.by is By.OFFICE else None
    return form.Done(done.at, done.act.value, done.by.value, office, done.fields, done.until)
