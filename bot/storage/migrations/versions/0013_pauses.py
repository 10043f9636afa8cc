"""How long each answer of a round stands alone before the next question comes"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("rounds", sa.Column("pause", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("guild_settings", sa.Column("pause", sa.Integer()))


def downgrade() -> None:
    for table in ("rounds", "guild_settings"):
        op.drop_column(table, "pause")
