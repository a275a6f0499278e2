"""What can be wrong with an answer. Codes only: the web words each in both languages.

Faults of names, phone numbers and documents are the people room's own codes.
"""

from enum import StrEnum


class Fault(StrEnum):
    """One thing wrong with one answer, each with its own way to mend it."""

    TOO_LONG = "too_long"
    DAY_UNREAD = "day_unread"
    DAY_TOO_EARLY = "day_too_early"
    DAY_AHEAD = "day_ahead"
    TIME_UNREAD = "time_unread"
    COUNTRY_MISSING = "country_missing"

    RELATIONSHIP_MISSING = "relationship_missing"

    KIND_MISSING = "kind_missing"
    GENDER_MISSING = "gender_missing"
    NATIONALITY_MISSING = "nationality_missing"
    BORN_MISSING = "born_missing"
    BORN_UNREAD = "born_unread"
    BORN_AHEAD = "born_ahead"
    BORN_TOO_EARLY = "born_too_early"

    OUTSIDE_MISSING = "outside_missing"
    DEPARTURE_MISSING = "departure_missing"
    VISIT_MISSING = "visit_missing"
    VISIT_UNKNOWN = "visit_unknown"
    VISIT_SEVERAL = "visit_several"
    VISIT_INSIDE = "visit_inside"
    VISIT_DAY_MISSING = "visit_day_missing"
    VISIT_AFTER_ARRIVAL = "visit_after_arrival"
    LEFT_MISSING = "left_missing"
    TRANSPORT_MISSING = "transport_missing"
    FLIGHT_MISSING = "flight_missing"
    TRAIN_MISSING = "train_missing"
    PLATE_MISSING = "plate_missing"
    ARRIVAL_DAY_MISSING = "arrival_day_missing"
    ARRIVAL_TIME_MISSING = "arrival_time_missing"
    ARRIVAL_TOO_FAR = "arrival_too_far"
    ARRIVAL_BEFORE_LEFT = "arrival_before_left"
    LEG_PLACE_MISSING = "leg_place_missing"
    LEG_TRANSPORT_MISSING = "leg_transport_missing"
    LEG_DAY_MISSING = "leg_day_missing"
    LEG_OFF_THE_WAY = "leg_off_the_way"

    PREFECTURE_MISSING = "prefecture_missing"
    COUNTY_MISSING = "county_missing"
    TOWNSHIP_MISSING = "township_missing"
    ADDRESS_MISSING = "address_missing"
    OCCUPATION_MISSING = "occupation_missing"
    EMPLOYER_MISSING = "employer_missing"

    CONTACT_MISSING = "contact_missing"
    CONTACT_DAY_MISSING = "contact_day_missing"
    ABROAD_MISSING = "abroad_missing"
    ABROAD_BUT_CAME = "abroad_but_came"
    ABROAD_WHERE_MISSING = "abroad_where_missing"
    ENTERED_MISSING = "entered_missing"
    ENTERED_AFTER_ARRIVAL = "entered_after_arrival"
    SYMPTOMS_MISSING = "symptoms_missing"
    SYMPTOMS_AND_NONE = "symptoms_and_none"
    TEMPERATURE_UNREAD = "temperature_unread"
    TEMPERATURE_RANGE = "temperature_range"
    SINCE_MISSING = "since_missing"

    CONSENT_MISSING = "consent_missing"
    COMMITMENT_MISSING = "commitment_missing"

    DEPARTURE_DAY_MISSING = "departure_day_missing"
    DEPARTURE_BEFORE_DECLARED = "departure_before_declared"
