"""What the language model cost today."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Makes the table."""
    op.create_table(
        "spending",
        sa.Column("payer", sa.String(length=64), nullable=False),
        sa.Column("tokens", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("payer"),
    )
    op.create_index(op.f("ix_spending_at"), "spending", ["at"], unique=False)


def downgrade() -> None:
    """Drops the table."""
    op.drop_table("spending")
