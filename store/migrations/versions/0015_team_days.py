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


def downgrade() -> None:
    """Drops the tables."""
    for table in ("booking_cards", "delegations"):
        op.drop_table(table)
