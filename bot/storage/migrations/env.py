"""Runs the migrations on the connection that `Database` hands over."""

from alembic import context

from bot.storage.schema import schema

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema(),
    # SQLite cannot alter a column in place; Alembic copies the table instead.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
