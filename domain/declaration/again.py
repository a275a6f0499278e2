"""What a renewal takes from the last declaration, and what it asks of each person anew: pure."""

from domain.declaration.entries import Entries
from domain.declaration.prefill import entries_of_journey
from domain.declaration.terms import Terms
from domain.declaration.values import Journey
from domain.kernel.days import day_of


def still_of(journey: Journey, terms: Terms) -> Journey:
    """Give the last journey as it is still to be told: none where it ended before the window."""
    if journey.arrives_at is None or day_of(journey.arrives_at) < terms.earliest:
        return Journey(outside=False)
    return journey


def part_of(entries: Entries, name: str, journey: Journey) -> Entries:
    """Give one person's health answers of a form that holds several people's, as a step has them.

    Their fields begin with the person's name on the phone. The journey stands beside them: who came
    from abroad was abroad.
    """
    begins = f"{name}_"
    own = {
        field.removeprefix(begins): values
        for field, values in entries.items()
        if field.startswith(begins)
    }
    return {**own, **entries_of_journey(journey)}
