"""look-ups by phone and document number."""

import sqlalchemy as sa
from alembic import op

import domain.storage.types

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build it."""
    op.create_table('lookup',
    sa.Column('handle', sa.LargeBinary(length=8), nullable=False),
    sa.Column('person_id', domain.storage.types.IdType(length=16), nullable=False),
    sa.Column('holder_id', domain.storage.types.IdType(length=16), nullable=False),
    sa.Column('at', domain.storage.types.InstantType(timezone=True), nullable=False),
    sa.Column('seen_at', domain.storage.types.InstantType(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('handle', name=op.f('pk_lookup'))
    )
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_lookup_at'), ['at'], unique=False)
        batch_op.create_index('ix_lookup_person', ['person_id', 'at'], unique=False)


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('lookup', schema=None) as batch_op:
        batch_op.drop_index('ix_lookup_person')
        batch_op.drop_index(batch_op.f('ix_lookup_at'))

    op.drop_table('lookup')
