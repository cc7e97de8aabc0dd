"""Where the documents of projects are in SharePoint, and what they were when Koers wrote them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "project_folders",
        sa.Column("project", sa.String(length=64), nullable=False),
        sa.Column("drive", sa.String(length=160), nullable=False),
        sa.Column("folder", sa.String(length=160), nullable=False),
        sa.PrimaryKeyConstraint("project"),
        sa.UniqueConstraint("drive", "folder"),
    )
    texts = {
        "project": 64, "drive": 160, "file": 160, "parent": 160, "name": 400, "url": None, "etag": 255, "ctag": 255,
        "intended": 64, "written": 64, "described": 64, "pdf": 160, "pdf_ctag": 255, "pdf_url": None, "pdf_of": 64,
        "pdf_intended": 64, "trouble": 16, "mark": 64, "choice": 8,
    }  # fmt: skip
    op.create_table(
        "project_files",
        sa.Column("sort", sa.String(length=16), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        *(
            sa.Column(name, sa.Text() if length is None else sa.String(length=length), nullable=False)
            for name, length in texts.items()
        ),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sort", "id"),
    )
    op.create_index(op.f("ix_project_files_project"), "project_files", ["project"], unique=False)


def downgrade() -> None:
    """Drops the tables."""
    op.drop_table("project_files")
    op.drop_table("project_folders")
