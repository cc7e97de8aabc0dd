"""The inbox keeps what is not answered yet, a token knows which press used it up, and effects happen once."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Adds the columns; what came in before was answered before."""
    with op.batch_alter_table("inbox") as inbox:
        inbox.add_column(sa.Column("state", sa.String(length=16), nullable=False, server_default="answered"))
        inbox.add_column(sa.Column("content", sa.JSON(), nullable=True))
        inbox.add_column(sa.Column("tries", sa.Integer(), nullable=False, server_default="1"))
    with op.batch_alter_table("tokens") as tokens:
        tokens.add_column(sa.Column("used_by", sa.String(length=64), nullable=True))
    op.create_table(
        "effects",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "name"),
    )
    op.create_index(op.f("ix_effects_at"), "effects", ["at"], unique=False)


def downgrade() -> None:
    """Drops the columns and the table."""
    op.drop_table("effects")
    with op.batch_alter_table("tokens") as tokens:
        tokens.drop_column("used_by")
    with op.batch_alter_table("inbox") as inbox:
        for column in ("tries", "content", "state"):
            inbox.drop_column(column)
