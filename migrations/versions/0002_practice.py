"""Practice in lessons, and where people say that they work.

Revision ID: 0002
Revises: 0001

"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "practices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("lesson", sa.String(length=201), nullable=False),
        sa.Column("exercise", sa.String(length=100), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("course_version", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("number >= 1", name=op.f("ck_practices_number_starts_at_1")),
        sa.ForeignKeyConstraint(["enrolment_id"], ["enrolments.id"], name=op.f("fk_practices_enrolment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practices")),
        sa.UniqueConstraint(
            "enrolment_id",
            "lesson",
            "exercise",
            "number",
            name=op.f("uq_practices_enrolment_id_lesson_exercise_number"),
        ),
    )
    op.create_table(
        "practice_choices",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=100), nullable=False),
        sa.Column("choice", sa.String(length=100), nullable=True),
        sa.Column(
            "verdict",
            sa.Enum(
                "found",
                "missed",
                "mistaken",
                "left",
                "best",
                "acceptable",
                "unsafe",
                name="verdict",
                native_enum=False,
                create_constraint=True,
                length=20,
            ),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"], ["practices.id"], name=op.f("fk_practice_choices_practice_id")
        ),
        sa.PrimaryKeyConstraint("practice_id", "position", name=op.f("pk_practice_choices")),
    )
    with op.batch_alter_table("practice_choices", schema=None) as batch_op:
        batch_op.create_index("ix_practice_choices_item", ["item", "verdict"], unique=False)
    op.add_column("people", sa.Column("setting", sa.String(length=40), nullable=True))


def downgrade():
    op.drop_column("people", "setting")
    op.drop_table("practice_choices")
    op.drop_table("practices")
