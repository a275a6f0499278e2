"""What must hold of every decision, whatever the evidence."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.assessment.assess import assess
from domain.assessment.values import FOREVER, Assessment, Reason, Signals
from domain.declaration.values import Answer, Declaration, Health, Journey, Occupation, Stay
from domain.kernel.colour import Colour
from domain.policy.policies import load_policies
from domain.signals.facts import AreaFact, Fact, FactKind, areas_of
from tests.domain.assessment.worlds import World, declarations, facts, healths, listings, worlds

RULES = load_policies().set_named("YN-2020-04")
WORST = {Colour.GREEN: 0, Colour.GREY: 1, Colour.YELLOW: 2, Colour.RED: 3}
RISKS = {*FactKind} - {
    FactKind.EXCLUDED,
    FactKind.DISCHARGED,
    FactKind.ISOLATION_ENDED,
    FactKind.EXAMINED_CLEAR,
    FactKind.DIED,
}
CLEAN = Health(Answer.NO, None, Answer.NO, "", None, frozenset())
NEW = UUID(int=99)
HOME = Stay("532528100", "", Occupation.NONE)
always = settings(deadline=None)


def decided(world: World, at: datetime | None = None, *, seen: bool = True) -> Assessment:
    instant = world.at if at is None else at
    return assess(world.declarations, world.signals, RULES, instant, document_seen=seen)


def badness(world: World) -> int:
    return WORST[decided(world).colour]


@always
@given(worlds(), st.data())
def test_the_same_evidence_gives_the_same_answer_in_whatever_order(
    world: World, data: st.DataObject
) -> None:
    shuffled = World(
        tuple(data.draw(st.permutations(world.declarations))),
        Signals(
            tuple(data.draw(st.permutations(world.signals.facts))),
            areas_of(data.draw(st.permutations(list(world.signals.areas)))),
        ),
        world.at,
    )
    assert decided(world) == decided(world)
    assert decided(shuffled).colour == decided(world).colour
    assert decided(shuffled).until == decided(world).until
    assert decided(shuffled).changes_at == decided(world).changes_at


@always
@given(worlds(), st.booleans(), st.floats(0, 1, exclude_max=True))
def test_nothing_changes_before_it_says_so(world: World, seen: bool, part: float) -> None:
    found = decided(world, seen=seen)
    assert found.changes_at > world.at
    length = min(found.changes_at, world.at + timedelta(days=400)) - world.at
    last = found.changes_at - timedelta(microseconds=1)
    # A part next to one is rounded to the whole length, which is the change itself.
    assert decided(world, min(world.at + length * part, last), seen=seen) == found
    if found.changes_at < FOREVER:
        assert decided(world, last, seen=seen) == found


@always
@given(worlds(), st.booleans())
def test_no_colour_is_without_a_reason_that_both_languages_word(world: World, seen: bool) -> None:
    found = decided(world, seen=seen)
    assert found.reasons
    assert found.colour is found.reasons[0].colour
    assert [WORST[reason.colour] for reason in found.reasons] == sorted(
        (WORST[reason.colour] for reason in found.reasons), reverse=True
    )
    for reason in found.reasons:
        assert reason.evidence
        assert RULES.title_of(reason.rule).zh
        assert reason.next_step in RULES.steps
        assert all(RULES.sentence_of(reason.rule, one.code).en for one in reason.evidence)


@always
@given(worlds())
def test_red_and_yellow_name_an_end_or_a_review_within_14_days(world: World) -> None:
    for reason in decided(world).reasons:
        if reason.colour.risk:
            assert (reason.until is None) != (reason.review is None)
            assert reason.until is None or reason.until > world.at
            if reason.review is not None:
                assert (reason.review - world.at.date()).days <= 15


@always
@given(worlds(), facts())
def test_a_fact_of_risk_never_makes_the_colour_better(world: World, fact: Fact) -> None:
    if fact.kind in RISKS and fact.id not in {one.id for one in world.signals.facts}:
        more = replace(world.signals, facts=(*world.signals.facts, replace(fact, of=None)))
        assert badness(replace(world, signals=more)) >= badness(world)


@always
@given(worlds(), listings())
def test_a_listing_never_makes_the_colour_better(world: World, listing: AreaFact) -> None:
    more = replace(world.signals, areas=areas_of([*world.signals.areas, listing]))
    assert badness(replace(world, signals=more)) >= badness(world)


@always
@given(worlds(), declarations(), healths())
def test_an_answer_of_risk_never_makes_the_colour_better(
    world: World, declaration: Declaration, health: Health
) -> None:
    clean = replace(declaration, health=CLEAN)
    others = [one for one in world.declarations if one.id != declaration.id]
    before = replace(world, declarations=(*others, clean))
    after = replace(world, declarations=(*others, replace(clean, health=health)))
    assert badness(after) >= badness(before)


@always
@given(worlds())
def test_a_later_clean_declaration_never_shortens_red(world: World) -> None:
    before = decided(world)
    clean = Declaration(NEW, NEW, NEW, world.at, Journey(outside=False), HOME, CLEAN)
    after = decided(replace(world, declarations=(*world.declarations, clean)))
    if before.colour is Colour.RED:
        assert after.colour is Colour.RED
        assert after.until == before.until


@always
@given(worlds())
def test_having_left_touches_the_days_at_home_alone(world: World) -> None:
    """Without it every other ground is the same; of the stays at home it makes no more."""
    stayed = tuple(replace(one, departures=()) for one in world.declarations)
    without, found = decided(replace(world, declarations=stayed)), decided(world)
    assert others(found) == others(without)
    assert {each.rule for each in found.reasons if each.colour.risk} <= {
        each.rule for each in without.reasons
    }
    if found.left_on is not None:
        assert found.registered == without.registered is not None


def others(found: Assessment) -> list[Reason]:
    return [each for each in found.reasons if each.colour.risk and each.rule != "Y1"]


@always
@given(worlds())
def test_a_document_to_be_seen_first_shows_official_red_or_grey(world: World) -> None:
    colour = decided(world, seen=False).colour
    assert colour in {Colour.GREY, Colour.RED}
