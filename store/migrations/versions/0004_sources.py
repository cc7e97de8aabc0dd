"""The sources of an answer, beside its text."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Adds the column; the lines of the last day have no sources."""
    op.add_column("turns", sa.Column("sources", sa.JSON(), nullable=False, server_default="[]"))


def downgrade() -> None:
    """Drops the column."""
    op.drop_column("turns", "sources")
