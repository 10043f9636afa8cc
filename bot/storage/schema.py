"""The whole schema: the tables of all rooms."""

from sqlalchemy import MetaData

from bot.storage import tables
from bot.storage.columns import metadata
from bot.storage.daily import tables as daily
from bot.storage.guilds import tables as guilds
from bot.storage.stories import tables as stories
from bot.storage.trivia import tables as trivia

ROOMS = (tables, guilds, stories, trivia, daily)
"""Importing these modules adds their tables to the metadata."""


def schema() -> MetaData:
    """The metadata with every table in it."""
    return metadata
