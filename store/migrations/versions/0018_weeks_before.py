"""On which days of the week people worked before they said that this changed."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Adds the table."""
    op.create_table(
        "workday_weeks",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "until"),
    )
    op.create_index(op.f("ix_workday_weeks_until"), "workday_weeks", ["until"], unique=False)


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("workday_weeks")
