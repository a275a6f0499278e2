"""Declaring and drafts on a real database: once and only once, mended in time, found again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from domain.declaration.application import read_application
from domain.declaration.declare import declare, declared_before
from domain.declaration.drafts import (
    Draft,
    discard_drafts,
    draft_at,
    draft_named,
    keep_draft,
    open_draft,
    read_channel,
)
from domain.declaration.steps import Step
from domain.declaration.store import channels, declarations_of
from domain.declaration.values import Application
from domain.kernel.actor import Actor, Role
from domain.kernel.days import day_of
from domain.kernel.problems import DomainError, Refusal
from domain.policy.context import Context
from domain.policy.policies import load_policies
from domain.storage.keys import Kind, MemoryKeyRing
from domain.storage.work import Work
from tests.domain.declaration.forms import NOW, RESIDENT, TERMS

PERSON, HOLDER, OTHER = UUID(int=1), UUID(int=2), UUID(int=3)
FIRST, SECOND = UUID(int=11), UUID(int=12)
KEYS = {(Kind.SEAL, 1): b"s" * 32, (Kind.INDEX, 1): b"i" * 32, (Kind.AUDIT, 1): b"a" * 32}
DAY = {(Kind.DAY, day_of(NOW).toordinal()): b"d" * 32}
RING = MemoryKeyRing(KEYS | DAY)


def context(nonce: UUID, minutes: int = 0) -> Context:
    actor = Actor(Role.HOLDER, HOLDER)
    return Context(actor, NOW + timedelta(minutes=minutes), RING, load_policies(), nonce)


@contextmanager
def working(engine: Engine) -> Iterator[Work]:
    with engine.connect() as connection:
        work = Work(connection)
        yield work
        work.session.commit()
        connection.commit()


def application(**changes: object) -> Application:
    read = read_application(RESIDENT, TERMS, channel="ydt")
    assert isinstance(read, Application)
    return replace(read, **changes)  # type: ignore[arg-type] # a test's own fields


def test_the_same_act_twice_is_one_declaration(engine: Engine) -> None:
    with working(engine) as work:
        first = declare(work, context(FIRST), PERSON, HOLDER, application())
    with working(engine) as work:
        again = declare(work, context(FIRST, minutes=1), PERSON, HOLDER, application())
        assert again == first
        assert declared_before(work, PERSON, FIRST)
        assert declarations_of(work, RING, PERSON, [HOLDER]) == (first.declaration,)
        assert channels(work, NOW) == {"ydt": 1}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ydt", "ydt"),
        ("a-2", "a-2"),
        ("a" * 24, "a" * 24),
        ("a" * 25, ""),
        ("王小明", ""),
        ("YDT", ""),
        ("y t", ""),
    ],
)
def test_a_channel_is_a_partner_s_name_alone(typed: str, kept: str) -> None:
    assert read_channel(typed) == kept


def test_only_the_named_holders_count_newest_first(engine: Engine) -> None:
    with working(engine) as work:
        declare(work, context(FIRST), PERSON, HOLDER, application())
        declare(work, context(SECOND, minutes=40), PERSON, OTHER, application())
        both = declarations_of(work, RING, PERSON, {HOLDER, OTHER})
        assert [declaration.id for declaration in both] == [SECOND, FIRST]
        assert len(declarations_of(work, RING, PERSON, {OTHER})) == 1
        assert declarations_of(work, RING, PERSON, ()) == ()


@pytest.mark.parametrize(("minutes", "mended"), [(29, True), (30, False)])
def test_a_slip_is_mended_freely_for_thirty_minutes(
    engine: Engine, minutes: int, mended: bool
) -> None:
    with working(engine) as work:
        declare(work, context(FIRST), PERSON, HOLDER, application())
        correction = application(corrects=FIRST)
        declared = declare(work, context(SECOND, minutes), PERSON, HOLDER, correction)
        assert declared.corrected is mended
        newest, oldest = declarations_of(work, RING, PERSON, [HOLDER])
        assert (newest.corrected, oldest.corrected) == (False, mended)


def test_nobody_mends_anothers_declaration(engine: Engine) -> None:
    with working(engine) as work:
        declare(work, context(FIRST), PERSON, OTHER, application())
        declared = declare(work, context(SECOND), PERSON, HOLDER, application(corrects=FIRST))
        assert not declared.corrected


def test_answers_of_a_destroyed_day_are_gone(engine: Engine) -> None:
    with working(engine) as work:
        declare(work, context(FIRST), PERSON, HOLDER, application())
        assert declarations_of(work, MemoryKeyRing(KEYS), PERSON, [HOLDER]) == ()


def test_a_draft_is_kept_found_and_thrown_away(engine: Engine) -> None:
    draft = Draft(FIRST, Step.ADDRESS, RESIDENT, channel="ydt")
    with working(engine) as work:
        assert open_draft(work, RING, HOLDER) is None
        keep_draft(work, context(FIRST), HOLDER, draft)
    with working(engine) as work:
        found = open_draft(work, RING, HOLDER)
        assert found == replace(draft, updated_at=NOW)
        assert open_draft(work, RING, OTHER) is None
        discard_drafts(work, HOLDER, [FIRST])
        assert open_draft(work, RING, HOLDER) is None


def test_a_declared_draft_is_empty_and_stays_closed(engine: Engine) -> None:
    with working(engine) as work:
        keep_draft(work, context(FIRST), HOLDER, Draft(FIRST, Step.CHECK, RESIDENT))
        declare(work, context(FIRST), PERSON, HOLDER, application())
        closed = draft_named(work, RING, HOLDER, FIRST)
        assert closed is not None
        assert closed.declared
        assert closed.entries == {}
        assert draft_at(work, RING, HOLDER, FIRST) == closed
        assert draft_at(work, RING, HOLDER, SECOND) is None
        with pytest.raises(DomainError) as refused:
            keep_draft(work, context(FIRST), HOLDER, Draft(FIRST, Step.WHO, RESIDENT))
        assert refused.value.code is Refusal.GONE


def test_one_act_cannot_declare_two_people(engine: Engine) -> None:
    with working(engine) as work:
        keep_draft(work, context(FIRST), HOLDER, Draft(FIRST, Step.CHECK, RESIDENT))
        declare(work, context(FIRST), PERSON, HOLDER, application())
        with pytest.raises(DomainError) as refused:
            declare(work, context(FIRST), OTHER, HOLDER, application())
        assert refused.value.code is Refusal.CONFLICT
