"""Who says on the day that they are there, who waits for a place, and how busy it was."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "arrivals",
        sa.Column("booking", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opens", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes", sa.DateTime(timezone=True), nullable=False),
        sa.Column("arrived", sa.Boolean(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("reminded", sa.Boolean(), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("message", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("booking"),
    )
    op.create_index(op.f("ix_arrivals_closes"), "arrivals", ["closes"], unique=False)
    op.create_table(
        "waiting_list",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("location", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("start", sa.Time(), nullable=False),
        sa.Column("end", sa.Time(), nullable=False),
        sa.Column("begins", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("hold", sa.String(length=64), nullable=False),
        sa.Column("work", sa.String(length=150), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("passed", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("person", "ends"):
        op.create_index(op.f(f"ix_waiting_list_{column}"), "waiting_list", [column], unique=False)
    op.create_table(
        "occupancy",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("part", sa.String(length=16), nullable=False),
        sa.Column("location", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("day", "part", "location", "zone"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in ("occupancy", "waiting_list", "arrivals"):
        op.drop_table(table)
