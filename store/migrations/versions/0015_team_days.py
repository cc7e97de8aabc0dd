"""Who may book for whom, the cards of bookings that two people share, and team days."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "delegations",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("delegate", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "delegate"),
    )
    for column in ("delegate", "until"):
        op.create_index(op.f(f"ix_delegations_{column}"), "delegations", [column], unique=False)
    op.create_table(
        "booking_cards",
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("message", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("booking"),
    )
    op.create_table(
        "team_days",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organiser", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first_slot", sa.Integer(), nullable=False),
        sa.Column("end_slot", sa.Integer(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("message", sa.String(length=255), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("organiser", "day"):
        op.create_index(op.f(f"ix_team_days_{column}"), "team_days", [column], unique=False)
    op.create_table(
        "team_members",
        sa.Column("team_day", sa.String(length=32), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("hold", sa.String(length=32), nullable=False),
        sa.Column("answer", sa.String(length=16), nullable=False),
        sa.Column("conversation", sa.String(length=255), nullable=False),
        sa.Column("message", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("team_day", "person"),
    )
    op.create_index(op.f("ix_team_members_hold"), "team_members", ["hold"], unique=False)


def downgrade() -> None:
    """Drops the tables."""
    for table in ("team_members", "team_days", "booking_cards", "delegations"):
        op.drop_table(table)
