"""What Alembic runs: the records' metadata against the connection it was handed."""

from alembic import context
from sqlmodel import SQLModel

from domain.storage.migrate import load_records

PARTITIONS = "check_in_"
"""What the names of check-ins' partitions begin with: they are data, no part of the schema."""


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "table" or name is None or not name.startswith(PARTITIONS)


load_records()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=_is_ours,
)
with context.begin_transaction():
    context.run_migrations()
