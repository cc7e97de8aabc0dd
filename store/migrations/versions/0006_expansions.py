"""What a model made of passages, to find them by."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "expansions",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("english", sa.Text(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("questions", sa.JSON(), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_expansions_gone"), "expansions", ["gone"], unique=False)
    op.create_table(
        "embeddings",
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("vector", sa.LargeBinary(), nullable=False),
        sa.Column("gone", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index(op.f("ix_embeddings_gone"), "embeddings", ["gone"], unique=False)


def downgrade() -> None:
    """Drops the tables."""
    op.drop_table("embeddings")
    op.drop_table("expansions")
