"""What a round can be about beyond one chapter: what a server has heard, what a member has read.

No chapter's id begins with @, so these stand beside ids. A round keeps whose reading it is about, so
that a rematch that somebody else asks for spoils nothing for those who play again.
"""

HEARD = "@heard"
READ = "@read"
_READ_BY = f"{READ}:"


def read_by(reader_id: int) -> str:
    """The chapters that this member has read."""
    return f"{_READ_BY}{reader_id}"


def reader_of(topic: str) -> int | None:
    """Whose reading the topic is about; None for every other topic."""
    return int(topic.removeprefix(_READ_BY)) if topic.startswith(_READ_BY) else None
