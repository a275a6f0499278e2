"""Ids as addresses and forms name them."""

from uuid import UUID

from domain.kernel.problems import DomainError, Refusal


def named(text: str) -> UUID:
    """Read an id; raises DomainError NOT_FOUND for what is none."""
    try:
        return UUID(text)
    except ValueError:
        raise DomainError(Refusal.NOT_FOUND) from None
