"""How often one may, and how long things are kept: limits.toml and retention.toml as values."""

from datetime import timedelta
from typing import Annotated

import msgspec

from domain.policy.texts import Words

Count = Annotated[int, msgspec.Meta(ge=1, le=1_000_000)]


class Cap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At most so many at any one time."""

    most: Count
    source: Words


class Rate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """At most `most` in each window of `seconds`."""

    most: Count
    seconds: Annotated[int, msgspec.Meta(ge=1, le=86_400)]
    source: Words

    @property
    def window(self) -> timedelta:
        """Give the length of the window."""
        return timedelta(seconds=self.seconds)


class Lapse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Good for so many minutes."""

    minutes: Annotated[int, msgspec.Meta(ge=1, le=60)]
    source: Words

    @property
    def length(self) -> timedelta:
        """Give how long that is."""
        return timedelta(minutes=self.minutes)


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Good for so many hours."""

    hours: Annotated[int, msgspec.Meta(ge=1, le=168)]
    source: Words

    @property
    def length(self) -> timedelta:
        """Give how long that is."""
        return timedelta(hours=self.hours)


class OfflineLists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How old a status list on a checker's phone may be.

    Up to `fresh_hours` it decides; up to `admit_hours` a signed green is let in with a look at the
    document.
    """

    fresh_hours: Annotated[int, msgspec.Meta(ge=1, le=168)]
    admit_hours: Annotated[int, msgspec.Meta(ge=1, le=168)]
    source: Words


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every limit of the service."""

    household_members: Cap
    claims: Rate
    drafts: Rate
    declarations: Rate
    departures: Rate
    device_keys: Rate
    passkeys: Cap
    proof: Lapse
    challenge: Lapse
    groups: Rate
    presence_tries: Rate
    document_reentry: Rate
    lookup_by_phone: Rate
    lookup_by_document: Rate
    lookup_by_network: Rate
    lookup_misses: Rate
    offline_lists: OfflineLists
    code_tries: Rate
    codes_by_phone: Rate
    codes_by_phone_daily: Rate
    codes_by_network: Rate
    codes_in_all: Rate
    push_subscriptions: Rate
    staff_idle: Lapse
    staff_session: Span
    staff_tries: Rate
    staff_tries_by_network: Rate
    staff_lock: Cap
    invitation: Span
    secrets_by_network: Rate
    shift_offer: Lapse
    shift: Span
    venues_asked: Rate
    venue_entrances: Cap
    venues_imported: Cap
    gates: Cap
    gate_admissions: Rate
    door_lookups_small: Rate
    door_lookups_medium: Rate
    door_lookups_large: Rate
    door_lookups_by_document: Rate
    door_reports: Rate


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long something is kept after an event: so many days, or minutes, one of the two.

    Neither stands where only the event itself ends the keeping.
    """

    after: Words
    source: Words
    days: Annotated[int, msgspec.Meta(ge=1, le=3650)] | None = None
    minutes: Annotated[int, msgspec.Meta(ge=1, le=1440)] | None = None

    def __post_init__(self) -> None:
        """Refuse a period in two units."""
        if self.days is not None and self.minutes is not None:
            message = "a period is in days or in minutes, not both"
            raise ValueError(message)

    @property
    def length(self) -> timedelta | None:
        """Give the length, or None where the event alone ends the keeping."""
        if self.days is None and self.minutes is None:
            return None
        return timedelta(days=self.days or 0, minutes=self.minutes or 0)


class Retention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every period of keeping."""

    one_time_codes: Period
    nonces: Period
    counters: Period
    drafts: Period
    visits: Period
    admissions: Period
    answers: Period
    sessions: Period
    staff: Period
    claims: Period
    identities: Period
    signals: Period
    proposals: Period
    follow_up: Period
    reviews: Period
    obstructions: Period
    import_files: Period
    import_reports: Period
    exports: Period
    notices: Period
    push_subscriptions: Period
    status_indexes: Period
    access_log: Period
    audit: Period
    backups: Period
    venue_persons: Period
