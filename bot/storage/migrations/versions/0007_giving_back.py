"""When an audience had something before, for what has to be given back"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("seen", sa.Column("before", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("seen") as batch:
        batch.drop_column("before")
