"""The kinds of ground that can make a code red or yellow, as the rule files describe them.

A ground is one rule of a set: which evidence opens it, its colour, how many days it runs after
day 0, and what ends it. Each kind has one rule function in domain.assessment; a new number, date,
text or set is data alone.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, ClassVar

import msgspec

from domain.kernel.colour import Colour
from domain.policy.texts import Text, Words

Days = Annotated[int, msgspec.Meta(ge=0, le=365)]
Several = Annotated[int, msgspec.Meta(ge=1, le=365)]
Id = Annotated[str, msgspec.Meta(pattern="^[A-Z][A-Z0-9]{0,7}$")]


class Opening(StrEnum):
    """The kinds of fact that open an official case."""

    CONFIRMED = "confirmed"
    ASYMPTOMATIC = "asymptomatic"
    SUSPECTED = "suspected"
    POSITIVE_AGAIN = "positive_again"


class Release(StrEnum):
    """The kinds of fact that release from an official case.

    An exclusion is none of them: it lifts the case at once, as if it had never been one, with
    every contact that hangs on it, and no set can have it otherwise.
    """

    DISCHARGED = "discharged"
    ISOLATION_ENDED = "isolation_ended"


class Word(StrEnum):
    """Whose word opens a ground."""

    OFFICIAL = "official"
    DECLARED = "declared"


class AreaLevel(StrEnum):
    """The levels of listed areas."""

    MEDIUM = "medium"
    HIGH = "high"


class SymptomSign(StrEnum):
    """The signs of notice A9."""

    FEVER = "fever"
    COUGH = "cough"
    FATIGUE = "fatigue"


class After(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch after a release: its colour, and how many days it runs on.

    Days count from the release's day, or from the end of the stretch before. `step` is what to do
    meanwhile, where it is not the ground's own.
    """

    colour: Colour
    days: Days
    step: str = ""


class Ground(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, tag_field="kind"
):
    """What every ground has: id, colour, source, title, next step, sentences by evidence code.

    `codes` are all that a kind of ground can say. `not_for` names categories of worker that it
    does not touch.
    """

    codes: ClassVar[frozenset[str]] = frozenset()
    id: Id
    colour: Colour
    source: Words
    title: Text
    step: str
    sentences: Mapping[str, Text]
    not_for: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a ground that lacks a sentence, has one too many, or is no risk."""
        if not self.colour.risk:
            message = f"{self.id} is {self.colour}: a ground is red or yellow"
            raise ValueError(message)
        if wrong := self.needed_codes() ^ set(self.sentences):
            message = f"{self.id}: sentences missing or unknown: {', '.join(sorted(wrong))}"
            raise ValueError(message)

    def needed_codes(self) -> frozenset[str]:
        """Give the evidence codes that this very ground can come to, and must word."""
        return self.codes

    def steps(self) -> frozenset[str]:
        """Give every next step that the ground names."""
        return frozenset({self.step})


class CaseGround(Ground, frozen=True, kw_only=True, tag="case"):
    """An official case; `releases` gives the stretches after each kind of release.

    A kind of release without a stretch lifts at once.
    """

    codes = frozenset({*Opening, "discharged", "isolation_ended"})
    opens: frozenset[Opening]
    releases: Mapping[Release, tuple[After, ...]]

    def steps(self) -> frozenset[str]:
        """Give the ground's own step and those of its stretches."""
        stretches = [stretch for parts in self.releases.values() for stretch in parts]
        return frozenset({self.step} | {part.step for part in stretches if part.step})


class TimedGround(Ground, frozen=True, kw_only=True):
    """A ground that runs through `days` after its day 0.

    `fresh_answers`: where it was declared, green needs health answers given after its end.
    """

    days: Several
    fresh_answers: bool


class ContactGround(TimedGround, frozen=True, kw_only=True, tag="contact"):
    """Close contact with a case; day 0 is the last contact, or the declaration where not known.

    `word` tells whose word opens it: a set may colour what is declared otherwise than what is
    official, by a ground each.
    """

    codes = frozenset(
        {"contact_official", "contact_declared", "contact_undated", "contact_unknown"}
    )
    word: frozenset[Word]

    def needed_codes(self) -> frozenset[str]:
        """Give the codes of the words that open this ground."""
        official = frozenset({"contact_official"})
        words = {Word.OFFICIAL: official, Word.DECLARED: self.codes - official}
        return frozenset(code for word in self.word for code in words[word])


class AbroadGround(TimedGround, frozen=True, kw_only=True, tag="abroad"):
    """A stay outside the mainland; day 0 is the entry, or the declaration where not known."""

    codes = frozenset({"abroad", "abroad_undated", "abroad_unknown", "abroad_departure"})
    mainland: frozenset[str]


class ExposedSymptomGround(Ground, frozen=True, kw_only=True, tag="exposed_symptom"):
    """A symptom while one of `exposures` runs; until examined clear, grey after the review."""

    codes = frozenset({"symptoms", "symptoms_unknown"})
    exposures: frozenset[str]


class SymptomGround(Ground, frozen=True, kw_only=True, tag="symptom"):
    """A symptom; until examined clear, or so many clean daily reports."""

    codes = frozenset({"symptoms", "symptoms_unknown"})
    clean_reports: Several


class AreaGround(TimedGround, frozen=True, kw_only=True, tag="area"):
    """A stay in a listed area on listed days; day 0 is the leaving, of the area or of Yunnan.

    A stay whose first day is not stated is taken to fill the question's window. A listing reaches
    back `reach_back_days` before its first day. `residence` counts where the person lives now.
    """

    codes = frozenset({"stay", "stay_residence", "stay_departed"})
    levels: frozenset[AreaLevel]
    window_days: Several
    reach_back_days: Days
    residence: bool


AnyGround = (
    CaseGround | ContactGround | AbroadGround | ExposedSymptomGround | SymptomGround | AreaGround
)
