"""What Alembic runs: the records' metadata against the connection it was handed."""

from alembic import context
from sqlmodel import SQLModel

from domain.storage.migrate import load_records

load_records()
connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
