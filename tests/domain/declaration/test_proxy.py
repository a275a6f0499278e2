"""A proxy's form: who it is for, how they agreed, and a draft beside one's own."""

from datetime import date
from uuid import UUID

import pytest

from domain.declaration.begin import begin_again, begin_correction, begin_for
from domain.declaration.consent import consents_at, read_consent
from domain.declaration.drafts import draft_at, open_draft, open_drafts
from domain.declaration.entries import Entries, one
from domain.declaration.faults import Fault
from domain.declaration.fill import Posted, fill
from domain.declaration.steps import Step, problems_of
from domain.declaration.values import Consent
from domain.healthcode.submit import submit
from domain.healthcode.values import Issued
from domain.household.browsers import open_holder
from domain.household.claim import member_of
from domain.kernel.ids import event_id, random_id
from domain.kernel.problems import DomainError, Problem, Refusal
from domain.kernel.tokens import new_token
from tests.domain.acts import RING, Books, application
from tests.domain.declaration.forms import RESIDENT, TERMS, typed
from tests.domain.families import declared, of_child

CHILD = typed(name="王小宝", phone="13900000001", helper="yes", relationship="child")
PAPER = typed(
    kind="passport",
    number="KID00001",
    nationality="VN",
    gender="female",
    born_year="2015",
    born_month="6",
    born_day="1",
)
HEALTH = typed(contact="no", abroad="no", symptoms="none")


class Phone:
    """One phone of the books: its token, its holder, and a form filled in on it."""

    def __init__(self, books: Books) -> None:
        self.books, self.token, self.holder = books, new_token(), random_id()
        open_holder(books.work, books.context(), self.token, self.holder)

    def post(self, draft: UUID, step: Step, **fields: str | tuple[str, ...]) -> Step:
        self.books.pass_time(seconds=1)
        ctx = self.books.context(self.holder, draft)
        posted = Posted(step, typed(**fields))
        return fill(self.books.work, ctx, self.token, self.holder, posted).draft.step

    def begin(self) -> UUID:
        self.books.pass_time(seconds=1)
        ctx = self.books.context(self.holder, event_id(self.books.instant))
        return begin_for(self.books.work, ctx, self.holder).id


def flat(entries: Entries) -> dict[str, str | tuple[str, ...]]:
    return {field: tuple(values) for field, values in entries.items()}


@pytest.mark.parametrize(
    ("age", "usual"),
    [
        (0, Consent.GUARDIAN),
        (13, Consent.GUARDIAN),
        (14, Consent.ASKED),
        (17, Consent.ASKED),
        (18, Consent.ASKED),
        (90, Consent.ASKED),
    ],
)
def test_a_guardian_consents_under_14_either_until_17(age: int, usual: Consent) -> None:
    asked = consents_at(age)
    assert asked[0] is usual
    assert (Consent.GUARDIAN in asked) is (age < 18)
    assert (Consent.CARE in asked) is (age >= 18)
    assert Consent.ASKED in asked or age < 14


@pytest.mark.parametrize("given", ["", "x", "knows", "asked"])
def test_no_consent_but_that_of_the_age_is_taken(given: str) -> None:
    found = read_consent(typed(consent=given), TERMS, date(2020, 1, 1))
    assert found == (Problem("consent", Fault.CONSENT_MISSING),)


def test_a_proxy_says_who_it_is_for_and_nobody_can_post_that_they_are_one() -> None:
    proxy = {**RESIDENT, "proxy": ("yes",)}
    assert problems_of(Step.WHO, proxy, TERMS)[0].code is Fault.RELATIONSHIP_MISSING
    assert problems_of(Step.WHO, {**proxy, "relationship": ("self",)}, TERMS)
    assert problems_of(Step.WHO, {**proxy, **CHILD}, TERMS) == ()


def test_home_and_journey_come_along_by_one_tick_and_health_never(books: Books) -> None:
    phone = Phone(books)
    declared(books, phone.holder, application())
    draft = phone.begin()
    assert phone.post(draft, Step.WHO, **CHILD, same="yes") is Step.DOCUMENT
    assert phone.post(draft, Step.DOCUMENT, **PAPER) is Step.ADDRESS
    found = open_draft(books.work, RING, phone.holder)
    assert found is not None
    assert one(found.entries, "address") == "南沙镇1号"
    assert one(found.entries, "outside") == "no"
    assert not {"contact", "symptoms", "occupation"} & set(found.entries)
    at_home = {field: found.entries[field] for field in ("prefecture", "county", "township")}
    more = {**at_home, "address": ("别处9号",), "occupation": ("student",)}
    assert phone.post(draft, Step.ADDRESS, **flat(more)) is Step.HEALTH
    assert phone.post(draft, Step.WHO, **CHILD, same="yes") is Step.HEALTH
    found = open_draft(books.work, RING, phone.holder)
    assert found is not None
    assert one(found.entries, "address") == "别处9号"


def test_a_draft_of_another_never_disturbs_ones_own(books: Books) -> None:
    phone = Phone(books)
    own = declared(books, phone.holder, application())
    books.pass_time(minutes=1)
    ctx = books.context(phone.holder)
    mine = begin_again(books.work, ctx, phone.holder, own)
    theirs = phone.begin()
    phone.post(theirs, Step.WHO, **CHILD)
    assert phone.begin() == theirs
    assert {draft.id for draft in open_drafts(books.work, RING, phone.holder)} == {mine.id, theirs}
    phone.post(mine.id, Step.HEALTH, **HEALTH)
    found = {draft.id: draft for draft in open_drafts(books.work, RING, phone.holder)}
    assert one(found[theirs].entries, "name") == "王小宝"
    assert not one(found[theirs].entries, "contact")
    assert one(found[mine.id].entries, "name") == "王小明"
    books.pass_time(minutes=1)
    again = begin_again(books.work, books.context(phone.holder), phone.holder, own)
    assert again.id == mine.id
    books.pass_time(minutes=1)
    mended = begin_correction(books.work, books.context(phone.holder), phone.holder, own)
    left = {draft.id for draft in open_drafts(books.work, RING, phone.holder)}
    assert left == {theirs, mended.id}


def test_a_form_whose_draft_is_no_more_never_goes_into_anothers(books: Books) -> None:
    phone = Phone(books)
    declared(books, phone.holder, application())
    theirs = phone.begin()
    assert draft_at(books.work, RING, phone.holder, event_id(books.instant)) is None
    lost = event_id(books.instant)
    phone.post(lost, Step.HEALTH, **HEALTH)
    found = {draft.id: draft for draft in open_drafts(books.work, RING, phone.holder)}
    assert set(found) == {theirs, lost}
    assert not one(found[theirs].entries, "contact")


def test_a_child_is_declared_with_a_guardians_consent(books: Books) -> None:
    phone = Phone(books)
    declared(books, phone.holder, application())
    draft = phone.begin()
    phone.post(draft, Step.WHO, **CHILD, same="yes")
    phone.post(draft, Step.DOCUMENT, **PAPER)
    at_home = typed(prefecture="5325", county="532528", township="532528101", address="1号")
    phone.post(draft, Step.ADDRESS, **flat(at_home), occupation="student")
    assert phone.post(draft, Step.HEALTH, **HEALTH) is Step.CHECK
    ctx = books.context(phone.holder, draft)
    wrong = submit(books.work, ctx, phone.holder, typed(commitment="yes"))
    assert wrong == (Problem("consent", Fault.CONSENT_MISSING),)
    sent = typed(commitment="yes", consent="guardian")
    issued, again_issued = (submit(books.work, ctx, phone.holder, sent) for _ in range(2))
    assert isinstance(issued, Issued)
    assert isinstance(again_issued, Issued)
    assert (again_issued.again, again_issued.person_id) == (True, issued.person_id)
    member = member_of(books.work, RING, issued.person_id, phone.holder)
    assert member is not None
    assert (member.relationship, member.consent) == ("child", "guardian")
    books.pass_time(minutes=1)
    again = begin_again(books.work, books.context(phone.holder), phone.holder, issued.person_id)
    assert one(again.entries, "consent") == "guardian"


def test_a_full_phone_begins_nothing_more(books: Books) -> None:
    phone = Phone(books)
    for number in range(10):
        declared(books, phone.holder, of_child(number))
    with pytest.raises(DomainError) as full:
        phone.begin()
    assert full.value.code is Refusal.HOUSEHOLD_FULL
    bare = Phone(books)
    with pytest.raises(DomainError) as nobody:
        bare.begin()
    assert nobody.value.code is Refusal.NOT_FOUND
