"""Learning from what was not answered: the questions, the proposed answers, and why a thumb went down."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Makes the tables and the column."""
    op.create_table(
        "unanswered",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("dismissed", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_unanswered_organisation"), "unanswered", ["organisation"], unique=False)
    op.create_index(op.f("ix_unanswered_day"), "unanswered", ["day"], unique=False)
    op.create_table(
        "answer_links",
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("question", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("message"),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_answer_links_at"), "answer_links", ["at"], unique=False)
    op.create_table(
        "proposals",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("others", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("author", sa.String(length=64), nullable=False),
        sa.Column("approver", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_proposals_organisation"), "proposals", ["organisation"], unique=False)
    op.create_index(op.f("ix_proposals_changed"), "proposals", ["changed"], unique=False)
    op.add_column("feedback", sa.Column("reason", sa.String(length=16), nullable=False, server_default=""))


def downgrade() -> None:
    """Drops them."""
    op.drop_column("feedback", "reason")
    for table in ("proposals", "answer_links", "unanswered"):
        op.drop_table(table)
