"""Ages in whole years, and those at which the law lets people speak for themselves."""

from datetime import date

CONSENTS = 14
"""From here a person agrees to the handling of their data themselves (PIPL, article 31)."""
GROWN = 18
"""From here nobody is a minor (Civil Code, article 17)."""


def age_on(born: date, day: date) -> int:
    """Give the whole years lived by a day; who was born on 29 February counts from 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
