"""Cantastorie: a storyteller for Discord."""

__version__ = "0.1.0"
