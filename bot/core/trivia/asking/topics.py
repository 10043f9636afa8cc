"""The topics of a round beyond a single chapter: what a guild has heard, what a member has read.

No chapter's id begins with @, so these topics can stand beside ids. A round stores whose reading it is about.
So a rematch that somebody else starts spoils nothing for those who play again.
"""

HEARD = "@heard"
READ = "@read"
_READ_BY = f"{READ}:"


def read_by(reader_id: int) -> str:
    """The topic of the chapters that this member has read."""
    return f"{_READ_BY}{reader_id}"


def reader_of(topic: str) -> int | None:
    """The member whose reading the topic is about; None for every other topic."""
    return int(topic.removeprefix(_READ_BY)) if topic.startswith(_READ_BY) else None
