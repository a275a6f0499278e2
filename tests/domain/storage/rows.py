"""The plainest verb and query there are, for tests of the door itself."""

from sqlmodel import select

from domain.storage.records import ServiceRecord
from domain.storage.work import Work


def put(work: Work, name: str) -> str:
    """Write one row."""
    work.session.add(ServiceRecord(name=name, value="x"))
    work.session.flush()
    return name


def names(work: Work) -> set[str]:
    """Read every row."""
    return set(work.session.exec(select(ServiceRecord.name)))
