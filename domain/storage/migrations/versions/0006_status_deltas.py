"""ended and printed status indexes, deltas of status lists."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Build it; what was withdrawn until now ended, as nobody can tell any more why."""
    false = sa.false()
    with op.batch_alter_table('status', schema=None) as batch_op:
        batch_op.add_column(sa.Column('paper', sa.Boolean(), nullable=False, server_default=false))
        batch_op.add_column(sa.Column('ended', sa.Boolean(), nullable=False, server_default=false))
    op.execute(sa.text('UPDATE status SET ended = true WHERE withdrawn IS NOT NULL'))

    with op.batch_alter_table('status_list', schema=None) as batch_op:
        batch_op.add_column(sa.Column('delta', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('sequence', sa.Integer(), nullable=False, server_default='0'))


def downgrade() -> None:
    """Take it back."""
    with op.batch_alter_table('status_list', schema=None) as batch_op:
        batch_op.drop_column('sequence')
        batch_op.drop_column('delta')

    with op.batch_alter_table('status', schema=None) as batch_op:
        batch_op.drop_column('ended')
        batch_op.drop_column('paper')

