"""Teams, hints, skipped questions, and the seed of a round"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("mode", sa.String(length=16), nullable=False, server_default="each"))
    op.add_column("rounds", sa.Column("seed", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("rounds", sa.Column("ways_off", sa.String(length=80), nullable=False, server_default=""))
    op.add_column("round_players", sa.Column("team", sa.String(length=16), nullable=True))
    op.add_column(
        "round_questions", sa.Column("skipped", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    for table in ("hints", "skips"):
        op.create_table(
            table,
            sa.Column("round_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
            sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
            sa.Column("interaction_id", sa.BigInteger(), autoincrement=False, nullable=False),
            sa.Column("member_id", sa.BigInteger(), nullable=False),
            sa.Column("at", sa.BigInteger(), nullable=False),
            sa.ForeignKeyConstraint(
                ["round_id"], ["rounds.id"], name=op.f(f"fk_{table}_round_id"), ondelete="CASCADE"
            ),
            sa.PrimaryKeyConstraint("round_id", "number", "interaction_id", name=op.f(f"pk_{table}")),
        )


def downgrade() -> None:
    op.drop_table("skips")
    op.drop_table("hints")
    with op.batch_alter_table("round_questions") as batch:
        batch.drop_column("skipped")
    with op.batch_alter_table("round_players") as batch:
        batch.drop_column("team")
    with op.batch_alter_table("rounds") as batch:
        batch.drop_column("ways_off")
        batch.drop_column("seed")
        batch.drop_column("mode")
