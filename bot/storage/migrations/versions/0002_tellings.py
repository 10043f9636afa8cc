"""Tellings, and what their listeners chose"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tellings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("home_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("teller_id", sa.BigInteger(), nullable=False),
        sa.Column("pack_id", sa.String(length=40), nullable=False),
        sa.Column("chapter_id", sa.String(length=40), nullable=False),
        sa.Column("locale", sa.String(length=10), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("shown", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("moved_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tellings")),
    )
    for name, column in (("uq_tellings_home", "home_id"), ("uq_tellings_running", "channel_id")):
        op.create_index(
            name,
            "tellings",
            [column],
            unique=True,
            sqlite_where=sa.text("state IN ('telling', 'paused')"),
            postgresql_where=sa.text("state IN ('telling', 'paused')"),
        )
    op.create_table(
        "telling_choices",
        sa.Column("telling_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("choice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["tellings.id"], name=op.f("fk_telling_choices_telling_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("telling_id", "position", "member_id", name=op.f("pk_telling_choices")),
    )


def downgrade() -> None:
    op.drop_table("telling_choices")
    for name in ("uq_tellings_running", "uq_tellings_home"):
        op.drop_index(
            name,
            table_name="tellings",
            sqlite_where=sa.text("state IN ('telling', 'paused')"),
            postgresql_where=sa.text("state IN ('telling', 'paused')"),
        )
    op.drop_table("tellings")
