"""The blueprint of the pages for learners; each `views` file hangs its own on it."""

from __future__ import annotations

from flask import Blueprint

from lms.learning import addresses, drawn

bp = Blueprint("learning", __name__, template_folder="templates")
bp.add_app_template_global(addresses.step_url)
bp.add_app_template_global(addresses.course_url)
bp.add_app_template_global(addresses.quiz_url)
bp.add_app_template_global(addresses.attempt_url)
bp.add_app_template_global(addresses.open_attempt_url)
bp.add_app_template_global(drawn.draw_questions)
bp.add_app_template_global(drawn.draw_exercise)
bp.add_app_template_global(drawn.draw_results)
