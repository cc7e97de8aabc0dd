"""An approved answer knows why it is not in the library yet."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Adds the column; of what was approved before nothing is known."""
    with op.batch_alter_table("proposals") as proposals:
        proposals.add_column(sa.Column("trouble", sa.String(length=16), nullable=False, server_default=""))


def downgrade() -> None:
    """Drops the column."""
    with op.batch_alter_table("proposals") as proposals:
        proposals.drop_column("trouble")
