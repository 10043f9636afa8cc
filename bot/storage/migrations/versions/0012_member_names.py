"""The display name that each member was last seen by in a server"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

rounds = sa.table("rounds", sa.column("id"), sa.column("guild_id"))
players = sa.table("round_players", *map(sa.column, ("round_id", "member_id", "name", "joined_at")))


def upgrade() -> None:
    member_names = op.create_table(
        "member_names",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", "member_id", name=op.f("pk_member_names")),
    )
    newest_first = sa.func.row_number().over(
        partition_by=(rounds.c.guild_id, players.c.member_id),
        order_by=(players.c.joined_at.desc(), players.c.round_id.desc()),
    )
    joined = (
        sa.select(rounds.c.guild_id, players.c.member_id, players.c.name, newest_first.label("place"))
        .join_from(players, rounds, rounds.c.id == players.c.round_id)
        .subquery()
    )
    known = sa.select(joined.c.guild_id, joined.c.member_id, joined.c.name).where(joined.c.place == 1)
    op.execute(member_names.insert().from_select(["guild_id", "member_id", "name"], known))


def downgrade() -> None:
    op.drop_table("member_names")
