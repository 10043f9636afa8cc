"""How long each question of a round stands on the board before its clock starts"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # A question that is open meanwhile keeps its end: it was shown without time to read.
    op.add_column(
        "round_questions", sa.Column("reading", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    with op.batch_alter_table("round_questions") as batch:
        batch.drop_column("reading")
