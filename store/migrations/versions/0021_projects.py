"""Projects: the editions of their start documents, who is named in them, their history, and their reports."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

MOMENT = sa.DateTime(timezone=True)
PERSON = sa.String(length=64)
ID = sa.String(length=32)


def upgrade() -> None:
    """Adds the tables."""
    op.create_table(
        "projects",
        sa.Column("id", ID, nullable=False),
        sa.Column("organisation", sa.String(length=64), nullable=False),
        sa.Column("author", PERSON, nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("approved", sa.Integer(), nullable=False),
        sa.Column("department", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("initiative", sa.String(length=64), nullable=False),
        sa.Column("created", MOMENT, nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("last_report", sa.Date(), nullable=True),
        sa.Column("light", sa.String(length=8), nullable=False),
        sa.Column("closing", sa.JSON(), nullable=True),
        sa.Column("expires", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("organisation", "initiative", "expires"):
        op.create_index(op.f(f"ix_projects_{column}"), "projects", [column], unique=False)
    op.create_table(
        "project_editions",
        sa.Column("project", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("changed", MOMENT, nullable=False),
        sa.Column("asked", MOMENT, nullable=True),
        sa.Column("asked_by", PERSON, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("approval", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"]),
        sa.PrimaryKeyConstraint("project", "number"),
    )
    op.create_table(
        "project_people",
        sa.Column("project", ID, nullable=False),
        sa.Column("person", PERSON, nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"]),
        sa.PrimaryKeyConstraint("project", "person"),
    )
    op.create_index(op.f("ix_project_people_person"), "project_people", ["person"], unique=False)
    op.create_table(
        "project_events",
        sa.Column("project", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("happened", sa.String(length=32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person", PERSON, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"]),
        sa.PrimaryKeyConstraint("project", "number"),
    )
    op.create_table(
        "project_stand_ins",
        sa.Column("principal", PERSON, nullable=False),
        sa.Column("deputy", PERSON, nullable=False),
        sa.Column("deputy_name", sa.Text(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("principal"),
    )
    for column in ("deputy", "until"):
        op.create_index(op.f(f"ix_project_stand_ins_{column}"), "project_stand_ins", [column], unique=False)
    _reports()


def _reports() -> None:
    op.create_table(
        "project_series",
        sa.Column("id", ID, nullable=False),
        sa.Column("project", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rhythm", sa.String(length=16), nullable=False),
        sa.Column("anchor", sa.Date(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("ended", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["project"], ["projects.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_project_series_project"), "project_series", ["project"], unique=False)
    op.create_table(
        "project_reports",
        sa.Column("id", ID, nullable=False),
        sa.Column("project", ID, nullable=False),
        sa.Column("series", ID, nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("draft", sa.JSON(), nullable=False),
        sa.Column("author", PERSON, nullable=False),
        sa.Column("published", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["project"], ["projects.id"]),
        sa.ForeignKeyConstraint(["series"], ["project_series.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("project", "series"):
        op.create_index(op.f(f"ix_project_reports_{column}"), "project_reports", [column], unique=False)
    op.create_table(
        "project_report_editions",
        sa.Column("report", ID, nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("author", PERSON, nullable=False),
        sa.Column("published", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["report"], ["project_reports.id"]),
        sa.PrimaryKeyConstraint("report", "edition"),
    )


def downgrade() -> None:
    """Drops the tables."""
    for table in ("report_editions", "reports", "series", "stand_ins", "events", "people", "editions"):
        op.drop_table(f"project_{table}")
    op.drop_table("projects")
