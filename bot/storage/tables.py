"""The table of what the bot stores about itself."""

from sqlalchemy import Column, String, Table, Text

from bot.storage.columns import metadata

# The commands that Discord knows (fingerprint and ids), and when the bot last stopped.
key_values = Table(
    "memory",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
