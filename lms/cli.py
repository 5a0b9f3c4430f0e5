"""The `lms` command: each a thin call into a feature."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from flask import Flask
from pydantic import ValidationError

from lms import clock
from lms.config import Settings
from lms.errors import DomainError


class _Group(click.Group):
    """Tells what went wrong in one line: an operator is not helped by a traceback."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except DomainError as error:
            raise click.ClickException(str(error)) from error
        except ValidationError as error:
            lines = [
                f"LMS_{str(each['loc'][0]).upper()}: {each['msg']}" if each["loc"] else each["msg"]
                for each in error.errors()
            ]
            raise click.ClickException("These settings are wrong:\n  " + "\n  ".join(lines)) from error


@click.group(cls=_Group)
def main() -> None:
    """Spot the Signs: awareness training for local anti-slavery partnerships."""


def _app() -> Flask:
    # Imported late: `lms courses check` needs no database and no web framework's start-up time.
    from lms.app import create_app

    return create_app()


@main.group("db")
def database() -> None:
    """The database."""


@database.command("upgrade")
def upgrade() -> None:
    """Bring the database to the newest schema."""
    from flask_migrate import upgrade as run_migrations

    with _app().app_context():
        run_migrations()
    click.echo("The database is up to date.")


@main.group("courses")
def courses() -> None:
    """Course content."""


@courses.command("check")
@click.argument("path", required=False, type=click.Path(path_type=Path))
def check(path: Path | None) -> None:
    """List every problem of the content, with file, line and what to do."""
    from lms.courses.check import check_courses, render_problems

    problems = check_courses(path or Settings().courses, clock.today())
    click.echo(render_problems(problems))
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


if __name__ == "__main__":
    main()
