"""Places and their bookings: slots that are taken, and what of it is in Exchange."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "places",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("location", sa.String(length=64), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("floor", sa.String(length=255), nullable=False),
        sa.Column("capacity", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("accessible", sa.Boolean(), nullable=False),
        sa.Column("there", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_places_organisation", "places", ["organisation", "there"], unique=False)
    op.create_table(
        "bookings",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("booker", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("first_slot", sa.Integer(), nullable=False),
        sa.Column("end_slot", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("holds", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=32), nullable=False),
        sa.Column("news", sa.String(length=32), nullable=False),
        sa.Column("wanted_place", sa.String(length=64), nullable=True),
        sa.Column("wanted_kind", sa.String(length=16), nullable=True),
        sa.Column("wanted_day", sa.Date(), nullable=True),
        sa.Column("wanted_first", sa.Integer(), nullable=True),
        sa.Column("wanted_end", sa.Integer(), nullable=True),
        sa.Column("wanted_people", sa.Integer(), nullable=True),
        sa.Column("card_conversation", sa.String(length=255), nullable=False),
        sa.Column("card_message", sa.String(length=255), nullable=False),
        sa.Column("created", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "ix_bookings_day", "bookings", ["day", "holds", "kind", "place", "first_slot", "end_slot", "id"], unique=False
    )
    op.create_index("ix_bookings_wanted_day", "bookings", ["wanted_day"], unique=False)
    op.create_index("ix_bookings_person", "bookings", ["person", "day"], unique=False)
    op.create_index("ix_bookings_booker", "bookings", ["booker", "day"], unique=False)
    op.create_index("ix_bookings_state", "bookings", ["state", "changed"], unique=False)
    op.create_table(
        "place_slots",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("seat", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("place", "slot", "seat"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "person_slots",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("person", "slot"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "booking_events",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("booking", sa.String(length=32), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("first_slot", sa.Integer(), nullable=False),
        sa.Column("end_slot", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Boolean(), nullable=False),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("event", sa.String(length=255), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_booking_events_booking", "booking_events", ["booking"], unique=False)
    op.create_index("ix_booking_events_event", "booking_events", ["event"], unique=False)
    op.create_table(
        "places_busy",
        sa.Column("id", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("first_slot", sa.Integer(), nullable=False),
        sa.Column("end_slot", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_places_busy_place", "places_busy", ["place"], unique=False)
    op.create_index("ix_places_busy_slots", "places_busy", ["end_slot", "first_slot"], unique=False)
    op.create_table(
        "booking_cursors",
        sa.Column("mailbox", sa.String(length=255), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mailbox"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in (
        "booking_cursors",
        "places_busy",
        "booking_events",
        "person_slots",
        "place_slots",
        "bookings",
        "places",
    ):
        op.drop_table(table)
