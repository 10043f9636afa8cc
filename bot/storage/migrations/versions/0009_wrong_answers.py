"""What is switched off may name the wrong answers of a reveal, which an older version does not know"""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing: the words of `ways_off` have room for one more, and it is on by default."""


def downgrade() -> None:
    for table in ("guild_settings", "rounds"):
        op.execute(
            f"UPDATE {table} "  # noqa: S608 - one of two names
            "SET ways_off = trim(replace(' ' || ways_off || ' ', ' wrong_answers ', ' ')) "
            "WHERE ways_off LIKE '%wrong_answers%'"
        )
