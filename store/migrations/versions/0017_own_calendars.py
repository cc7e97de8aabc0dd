"""In whose calendar the meeting of a booking is, and who wants it in their own."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Adds the table and the column. What is booked already is in the calendar of the booking mailbox."""
    op.create_table(
        "own_calendars",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("account", sa.String(length=255), nullable=False),
        sa.Column("chosen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person"),
    )
    op.add_column("booking_events", sa.Column("account", sa.String(length=255), nullable=False, server_default=""))
    op.create_index("ix_booking_events_account", "booking_events", ["account"], unique=False)


def downgrade() -> None:
    """Drops them. What is in somebody's own calendar stays there, and nobody follows it any more."""
    op.drop_index("ix_booking_events_account", "booking_events")
    op.drop_column("booking_events", "account")
    op.drop_table("own_calendars")
