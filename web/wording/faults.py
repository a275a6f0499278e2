"""What is said beside an answer of a declaration: what is wrong and how to mend it."""

from domain.declaration.faults import Fault
from web.i18n import mark as _
from web.wording import Words

WORDS: Words = {
    Fault.TOO_LONG: _("That is too long: use at most %(most)s characters."),
    Fault.DAY_UNREAD: _("Choose a day from the list."),
    Fault.DAY_TOO_EARLY: _("That is more than %(days)s days ago. Choose a later day."),
    Fault.DAY_AHEAD: _("That day is too far ahead. Choose an earlier one."),
    Fault.TIME_UNREAD: _("Write the time like 08:30 or 20:15."),
    Fault.COUNTRY_MISSING: _("Choose a country or region."),
    Fault.RELATIONSHIP_MISSING: _("Choose who it is for."),
    Fault.KIND_MISSING: _("Choose a kind of document."),
    Fault.GENDER_MISSING: _("Choose a gender, as your document says."),
    Fault.NATIONALITY_MISSING: _("Choose the nationality on your document."),
    Fault.BORN_MISSING: _("Write the date of birth: year, month, day."),
    Fault.BORN_UNREAD: _("There is no such day. Write it in numbers, such as 1960, 5, 2."),
    Fault.BORN_AHEAD: _("The date of birth lies in the future. Check the year."),
    Fault.BORN_TOO_EARLY: _("The date of birth is more than 130 years ago. Check the year."),
    Fault.OUTSIDE_MISSING: _("Choose whether you were outside Yunnan."),
    Fault.DEPARTURE_MISSING: _("Choose the country or region you set out from."),
    Fault.VISIT_MISSING: _("Write the city you came from, such as Wuhan or Guangzhou."),
    Fault.VISIT_UNKNOWN: _("We do not know this place. Write the city or the province it lies in."),
    Fault.VISIT_SEVERAL: _("Several places have this name. Write which one: %(places)s."),
    Fault.VISIT_INSIDE: _("This place is in Yunnan. Write where you were outside Yunnan."),
    Fault.VISIT_DAY_MISSING: _("Choose your last day there."),
    Fault.VISIT_AFTER_ARRIVAL: _("Your last day there is after your arrival in Yunnan."),
    Fault.LEFT_MISSING: _("Choose the day you set out for Yunnan."),
    Fault.TRANSPORT_MISSING: _("Choose how you travelled."),
    Fault.FLIGHT_MISSING: _("Write the flight number, such as MU5735."),
    Fault.TRAIN_MISSING: _("Write the train number, such as G1371."),
    Fault.PLATE_MISSING: _("Write the number plate of the car."),
    Fault.ARRIVAL_DAY_MISSING: _("Choose the day you arrive, or arrived, in Yunnan."),
    Fault.ARRIVAL_TIME_MISSING: _("Write about what time, such as 14:30."),
    Fault.ARRIVAL_TOO_FAR: _("That is more than 72 hours ahead. Declare closer to your arrival."),
    Fault.ARRIVAL_BEFORE_LEFT: _("You cannot arrive before you set out. Check both days."),
    Fault.LEG_PLACE_MISSING: _("Write where you changed."),
    Fault.LEG_TRANSPORT_MISSING: _("Choose how you went on from there."),
    Fault.LEG_DAY_MISSING: _("Choose the day you were there."),
    Fault.LEG_OFF_THE_WAY: _("This day must lie between setting out and arriving."),
    Fault.PREFECTURE_MISSING: _("Choose the prefecture."),
    Fault.COUNTY_MISSING: _("Choose the county."),
    Fault.TOWNSHIP_MISSING: _("Choose the township or subdistrict."),
    Fault.ADDRESS_MISSING: _("Write the village or street, and the house number."),
    Fault.OCCUPATION_MISSING: _("Choose what you do."),
    Fault.EMPLOYER_MISSING: _("Write the name of your employer."),
    Fault.CONTACT_MISSING: _("Answer whether you were in close contact. “I don’t know” will do."),
    Fault.CONTACT_DAY_MISSING: _("Choose the day of the last contact."),
    Fault.ABROAD_MISSING: _("Answer whether you were outside the mainland."),
    Fault.ABROAD_BUT_CAME: _(
        "You wrote that you came from outside the mainland. Choose “Yes” here, or change your"
        " journey."
    ),
    Fault.ABROAD_WHERE_MISSING: _("Choose where outside the mainland you were."),
    Fault.ENTERED_MISSING: _("Choose the day you entered the mainland."),
    Fault.ENTERED_AFTER_ARRIVAL: _(
        "You cannot enter the mainland after arriving in Yunnan. Check this day, or change your"
        " journey."
    ),
    Fault.SYMPTOMS_MISSING: _("Tick what you have, or “None of these”."),
    Fault.SYMPTOMS_AND_NONE: _("Tick either what you have or “None of these”, not both."),
    Fault.TEMPERATURE_UNREAD: _("Write the temperature as a number, such as 38.5."),
    Fault.TEMPERATURE_RANGE: _("Write a temperature between 34 and 43 °C, such as 38.5."),
    Fault.SINCE_MISSING: _("Choose since when."),
    Fault.CONSENT_MISSING: _("Choose how they agreed to this."),
    Fault.COMMITMENT_MISSING: _("Tick the promise before you submit."),
    Fault.DEPARTURE_DAY_MISSING: _("Choose the day you left Yunnan."),
    Fault.DEPARTURE_BEFORE_DECLARED: _(
        "On that day you had not declared yet, and then you said that you are in Yunnan. Choose a"
        " later day."
    ),
}
