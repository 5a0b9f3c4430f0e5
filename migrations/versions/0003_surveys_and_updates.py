"""Surveys before and after a course, and what has been read of its changes.

Revision ID: 0003
Revises: 0002

"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "course_update_readings",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("course", sa.String(length=100), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("version >= 1", name=op.f("ck_course_update_readings_version_starts_at_1")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_course_update_readings_person_id")
        ),
        sa.PrimaryKeyConstraint("person_id", "course", "version", name=op.f("pk_course_update_readings")),
    )
    op.create_table(
        "survey_responses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enrolment_id", sa.Integer(), nullable=False),
        sa.Column("occasion", sa.String(length=10), nullable=False),
        sa.Column("course_version", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("skipped_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "occasion IN ('before', 'after', 'later')", name=op.f("ck_survey_responses_occasion")
        ),
        sa.CheckConstraint(
            "(submitted_at IS NULL) <> (skipped_at IS NULL)",
            name=op.f("ck_survey_responses_submitted_or_skipped"),
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolments.id"], name=op.f("fk_survey_responses_enrolment_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_responses")),
        sa.UniqueConstraint(
            "enrolment_id", "occasion", name=op.f("uq_survey_responses_enrolment_id_occasion")
        ),
    )
    op.create_table(
        "survey_answers",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=100), nullable=False),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("is_correct", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["survey_responses.id"], name=op.f("fk_survey_answers_response_id")
        ),
        sa.PrimaryKeyConstraint("response_id", "question", name=op.f("pk_survey_answers")),
    )
    op.create_table(
        "survey_confidences",
        sa.Column("response_id", sa.Integer(), nullable=False),
        sa.Column("statement", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "value >= 0 AND value <= 10", name=op.f("ck_survey_confidences_value_is_from_0_to_10")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["survey_responses.id"], name=op.f("fk_survey_confidences_response_id")
        ),
        sa.PrimaryKeyConstraint("response_id", "statement", name=op.f("pk_survey_confidences")),
    )


def downgrade():
    op.drop_table("survey_confidences")
    op.drop_table("survey_answers")
    op.drop_table("survey_responses")
    op.drop_table("course_update_readings")
