"""A rule set: one named, dated version of how evidence becomes a colour."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

import msgspec

from domain.policy.grounds import (
    AnyGround,
    Days,
    ExposedSymptomGround,
    Several,
    SymptomGround,
    SymptomSign,
)
from domain.policy.texts import Step, Text, Words

Minutes = Annotated[int, msgspec.Meta(ge=1, le=1440)]
Hours = Annotated[int, msgspec.Meta(ge=1, le=168)]
Degrees = Annotated[float, msgspec.Meta(ge=35.0, le=42.0)]


class Green(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a declaration with no finding of risk lasts: through so many days after it."""

    days: Several
    source: Words
    title: Text
    sentence: Text
    step: str


class Symptoms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts as a symptom; a reading at or above `fever_celsius` is a fever."""

    signs: frozenset[SymptomSign]
    fever_celsius: Degrees
    source: Words


class Review(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """When what waits for an event is looked at again, and what happens where nobody does.

    A ground that waits is reviewed through `within_days` after it became known. Overdue, an
    official one goes to the level above and, `grey_after_days` later, grey "under review"; a
    declared one turns grey at once.
    """

    within_days: Annotated[int, msgspec.Meta(ge=1, le=14)]
    grey_after_days: Days
    overdue_step: str
    under_review_step: str
    under_review: Text
    source: Words


class Corrections(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long a mistake may be mended downward freely, and how soon an officer answers later."""

    free_minutes: Minutes
    answer_hours: Hours
    source: Words


class Grey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way of being grey, which is no finding of risk and says so."""

    title: Text
    sentence: Text
    step: str
    source: Words


class Greys(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The ways of being grey; the field's name in capitals is the rule that a reason names."""

    none: Grey
    expired: Grey
    fresh: Grey
    doc: Grey
    died: Grey


class RuleSet(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One set: what it is called, when and where it binds, and its rules.

    `in_force_until` is exclusive. The order of the grounds is the order of telling.
    """

    id: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}-[0-9]{4}-[0-9]{2}[a-z]?$")]
    region: Annotated[str, msgspec.Meta(pattern="^[A-Z]{2}$")]
    title: Text
    in_force_from: datetime
    in_force_until: datetime | None = None
    source: Words
    green: Green
    symptoms: Symptoms
    review: Review
    corrections: Corrections
    grounds: tuple[AnyGround, ...]
    grey: Greys
    steps: Mapping[str, Step]

    def __post_init__(self) -> None:
        """Refuse a set whose parts do not fit together."""
        if self.in_force_from.tzinfo is None:
            message = "in_force_from has no offset: write +08:00"
            raise ValueError(message)
        ids = [ground.id for ground in self.grounds]
        if len(set(ids)) < len(ids):
            message = f"a ground's id stands twice: {', '.join(ids)}"
            raise ValueError(message)
        if unknown := self._named_grounds() - set(ids):
            message = f"no such ground: {', '.join(sorted(unknown))}"
            raise ValueError(message)
        if odd := self._named_grounds() & self._of_symptoms():
            message = f"a ground of symptoms is no exposure: {', '.join(sorted(odd))}"
            raise ValueError(message)
        if wrong := self._named_steps() ^ set(self.steps):
            message = f"steps missing or never used: {', '.join(sorted(wrong))}"
            raise ValueError(message)

    def ground(self, rule: str) -> AnyGround | None:
        """Give the ground that a reason's rule names, or None for green and grey."""
        return next((ground for ground in self.grounds if ground.id == rule), None)

    def greyness(self, rule: str) -> Grey:
        """Give the way of being grey that a reason's rule names; raises AttributeError."""
        grey: Grey = getattr(self.grey, rule.lower())
        return grey

    def title_of(self, rule: str) -> Text:
        """Give the title of a reason's rule."""
        if rule == "G":
            return self.green.title
        ground = self.ground(rule)
        return self.greyness(rule).title if ground is None else ground.title

    def sentence_of(self, rule: str, code: str) -> Text:
        """Give the sentence that words one piece of evidence under a rule."""
        if rule == "G":
            return self.green.sentence
        ground = self.ground(rule)
        return self.greyness(rule).sentence if ground is None else ground.sentences[code]

    def _named_grounds(self) -> set[str]:
        exposed = (ground for ground in self.grounds if isinstance(ground, ExposedSymptomGround))
        return {name for ground in exposed for name in ground.exposures}

    def _of_symptoms(self) -> set[str]:
        kinds = ExposedSymptomGround | SymptomGround
        return {ground.id for ground in self.grounds if isinstance(ground, kinds)}

    def _named_steps(self) -> set[str]:
        greys = msgspec.structs.asdict(self.grey).values()
        review = {self.review.overdue_step, self.review.under_review_step}
        grounds = {step for ground in self.grounds for step in ground.steps()}
        return review | grounds | {self.green.step} | {grey.step for grey in greys}
