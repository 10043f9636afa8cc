"""Who may start and end rounds, and the ways to play that a server switches off"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("guild_settings", sa.Column("starters", sa.String(length=16), nullable=True))
    op.add_column("guild_settings", sa.Column("stoppers", sa.String(length=16), nullable=True))
    op.add_column("guild_settings", sa.Column("ways_off", sa.String(length=80), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("guild_settings") as batch:
        batch.drop_column("ways_off")
        batch.drop_column("stoppers")
        batch.drop_column("starters")
