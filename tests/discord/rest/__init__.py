"""Discord's REST API, version 10: what a bot may ask, and the answers."""
