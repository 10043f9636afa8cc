"""The real bot in a local browser page: simcord stands in for Discord, so no token is needed.

Nothing of the bot imports this package: simcord comes with the demo's and the tests' requirements only.
"""
