"""Which pages of a chapter a reader has read"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("bookmarks", sa.Column("pages", sa.BigInteger(), nullable=False, server_default="0"))
    # Which pages before the furthest were read is not known, so all of them count as before.
    op.execute("UPDATE bookmarks SET pages = (1 << (reached + 1)) - 1")


def downgrade() -> None:
    op.drop_column("bookmarks", "pages")
