"""The daily post, its questions' answers, and a server's time zone"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guild_settings", sa.Column("time_zone", sa.String(length=64), nullable=True))
    op.create_table(
        "dailies",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("setter_id", sa.BigInteger(), nullable=False),
        sa.Column("setter_locale", sa.String(length=10), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("missed_why", sa.String(length=16), nullable=True),
        sa.Column("paused", sa.String(length=16), nullable=True),
        sa.Column("told", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_dailies")),
    )
    op.create_index("ix_dailies_paused", "dailies", ["paused"])
    op.create_table(
        "daily_posts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("pack_id", sa.String(length=40), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("ballot_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("slot_at", sa.BigInteger(), nullable=False),
        sa.Column("day_ends_at", sa.BigInteger(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("missed", sa.Integer(), nullable=False),
        sa.Column("missed_why", sa.String(length=16), nullable=True),
        sa.Column("reveals_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("closes_at", sa.BigInteger(), nullable=True),
        sa.Column("revealed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["ballot_id"], ["ballots.id"], name=op.f("fk_daily_posts_ballot_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["reveals_id"], ["daily_posts.id"], name=op.f("fk_daily_posts_reveals_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_daily_posts")),
    )
    op.create_index("ix_daily_posts_guild_id_slot_at", "daily_posts", ["guild_id", "slot_at"])
    op.create_index("ix_daily_posts_ballot_id", "daily_posts", ["ballot_id"])
    op.create_index("ix_daily_posts_state", "daily_posts", ["state"])
    op.create_table(
        "daily_answers",
        sa.Column("post_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("given", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["daily_posts.id"], name=op.f("fk_daily_answers_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("post_id", "member_id", name=op.f("pk_daily_answers")),
    )


def downgrade() -> None:
    op.drop_table("daily_answers")
    op.drop_index("ix_daily_posts_state", table_name="daily_posts")
    op.drop_index("ix_daily_posts_ballot_id", table_name="daily_posts")
    op.drop_index("ix_daily_posts_guild_id_slot_at", table_name="daily_posts")
    op.drop_table("daily_posts")
    op.drop_index("ix_dailies_paused", table_name="dailies")
    op.drop_table("dailies")
    with op.batch_alter_table("guild_settings") as batch:
        batch.drop_column("time_zone")
