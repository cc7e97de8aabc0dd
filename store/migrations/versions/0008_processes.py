"""Several processes on one database: who lives, who leads, who answers what, and how much of the pace is left."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Makes the tables and adds the columns; with one process they stay empty."""
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("conversation", sa.String(length=64), nullable=True))
        inbox.add_column(sa.Column("owner", sa.String(length=40), nullable=True))
    known = sa.text("conversation is not null")
    op.create_index(
        op.f("ix_inbox_conversation"),
        "inbox",
        ["conversation", "at"],
        unique=False,
        sqlite_where=known,
        postgresql_where=known,
    )
    op.create_table(
        "processes",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("owner", sa.String(length=32), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.create_table(
        "pace",
        sa.Column("tenant", sa.String(length=64), nullable=False),
        sa.Column("room", sa.Float(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("tenant"),
    )


def downgrade() -> None:
    """Drops them."""
    for table in ("pace", "leases", "processes"):
        op.drop_table(table)
    op.drop_index(op.f("ix_inbox_conversation"), "inbox")
    with op.batch_alter_table("inbox") as inbox:
        inbox.drop_column("owner")
        inbox.drop_column("conversation")
