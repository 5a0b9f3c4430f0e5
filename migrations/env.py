"""Runs migrations on the application's own database, each in a transaction of its own."""

from alembic import context

from lms.extensions import UTCDateTime, db


def render_type(kind, item, _autogen_context):
    """A migration must not change when our code does: it names the database's type, not our class."""
    if kind == "type" and isinstance(item, UTCDateTime):
        return "sa.DateTime(timezone=True)"
    return False


def run_migrations():
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_type,
            # SQLite alters a table by copying it.
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run_migrations()
