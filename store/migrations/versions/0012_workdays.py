"""Home and office days: ticks, corrections, what people chose, and who is in."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "workdays",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=True),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day"),
    )
    op.create_index(op.f("ix_workdays_day"), "workdays", ["day"], unique=False)
    op.create_table(
        "workday_corrections",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("was", sa.String(length=16), nullable=False),
        sa.Column("now", sa.String(length=16), nullable=False),
        sa.Column("cents", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("person", "day", "month"),
    )
    op.create_index(op.f("ix_workday_corrections_month"), "workday_corrections", ["month"], unique=False)
    op.create_table(
        "workday_choices",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("asked_at", sa.Integer(), nullable=True),
        sa.Column("asked", sa.Date(), nullable=True),
        sa.Column("visible", sa.Boolean(), nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("working_days", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.JSON(), nullable=True),
        sa.Column("filled", sa.Date(), nullable=True),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    for column in ("asked_at", "filled"):
        op.create_index(op.f(f"ix_workday_choices_{column}"), "workday_choices", [column], unique=False)
    op.create_table(
        "workday_presence",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("person", "day"),
    )
    op.create_index(op.f("ix_workday_presence_day"), "workday_presence", ["day"], unique=False)


def downgrade() -> None:
    """Drops the tables."""
    for table in ("workday_presence", "workday_choices", "workday_corrections", "workdays"):
        op.drop_table(table)
