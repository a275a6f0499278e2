"""New browsers of one network that begin to declare: exactly so many, nobody else is touched."""

from datetime import timedelta

import msgspec
import pytest
from sqlmodel import func, select

from domain.declaration.fill import Posted, fill
from domain.declaration.records import DraftRecord
from domain.declaration.steps import Step
from domain.kernel.ids import random_id
from domain.kernel.problems import DomainError, Refusal
from domain.kernel.tokens import new_token
from domain.policy.context import Context
from domain.policy.periods import Rate
from tests.domain.acts import POLICIES, Books

FEW = Rate(most=3, seconds=3600, source="a test")
WHO = {"name": ["王小明"], "phone": ["13900000001"]}
HERE, THERE = b"h" * 16, b"t" * 16


def few(books: Books) -> Context:
    ctx = books.context()
    limits = msgspec.structs.replace(POLICIES.limits, drafts=FEW)
    policies = msgspec.structs.replace(POLICIES, limits=limits)
    return Context(ctx.actor, ctx.instant, ctx.ring, policies, ctx.nonce)


def begin(books: Books, network: bytes) -> str:
    token = new_token()
    fill(books.work, few(books), token, random_id(), Posted(Step.WHO, WHO, network=network))
    return token


def test_exactly_so_many_begin_in_an_hour_and_the_next_is_told_when(books: Books) -> None:
    for _ in range(FEW.most):
        begin(books, HERE)
    with pytest.raises(DomainError) as refused:
        begin(books, HERE)
    assert refused.value.code is Refusal.CROWDED
    assert refused.value.retry_after == 3600
    drafts = select(func.count()).select_from(DraftRecord)
    assert books.work.session.exec(drafts).one() == FEW.most
    begin(books, THERE)
    books.instant += timedelta(hours=1)
    begin(books, HERE)


def test_who_has_begun_goes_on_and_who_has_no_network_is_not_counted(books: Books) -> None:
    token, *_ = [begin(books, HERE) for _ in range(FEW.most)]
    filled = fill(books.work, few(books), token, random_id(), Posted(Step.WHO, WHO))
    assert filled.problems == ()
    for _ in range(FEW.most + 1):
        begin(books, b"")
