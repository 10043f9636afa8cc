"""During which question and when a player was found to have left the server"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("round_players", sa.Column("gone_in", sa.Integer()))
    op.add_column("round_players", sa.Column("gone_at", sa.BigInteger()))


def downgrade() -> None:
    for column in ("gone_in", "gone_at"):
        op.drop_column("round_players", column)
