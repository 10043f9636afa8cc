"""Whether the end of a round, and the verdict of a vote, have been shown"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("rounds", "ballots"):
        op.add_column(table, sa.Column("unshown_since", sa.BigInteger(), nullable=True))
        op.create_index(f"ix_{table}_unshown_since", table, ["unshown_since"])


def downgrade() -> None:
    for table in ("ballots", "rounds"):
        op.drop_index(f"ix_{table}_unshown_since", table)
        with op.batch_alter_table(table) as batch:
            batch.drop_column("unshown_since")
