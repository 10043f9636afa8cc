"""The real bot in a local browser page: simcord stands in for Discord, so no token is needed.

No other part of the bot imports this package: simcord is in the demo's and the tests' requirements only.
"""
