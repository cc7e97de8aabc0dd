"""What is known of the items in SharePoint's lists, and how far their changes have been read."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "mirror_items",
        sa.Column("list", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=64), nullable=False),
        sa.Column("etag", sa.String(length=255), nullable=False),
        sa.Column("doubted", sa.Boolean(), nullable=False),
        sa.Column("base", sa.Text(), nullable=False),
        sa.Column("shown", sa.Text(), nullable=False),
        sa.Column("sent", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("put", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("away", sa.Boolean(), nullable=False),
        sa.Column("changed", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("list", "key"),
    )
    op.create_index("ix_mirror_items_item", "mirror_items", ["list", "item"], unique=False)
    op.create_index("ix_mirror_items_left", "mirror_items", ["list", "changed"], unique=False)
    op.create_table(
        "mirror_cursors",
        sa.Column("list", sa.String(length=64), nullable=False),
        sa.Column("place", sa.String(length=255), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("list"),
    )


def downgrade() -> None:
    """Drops them. What is in SharePoint stays there."""
    op.drop_table("mirror_cursors")
    op.drop_table("mirror_items")
