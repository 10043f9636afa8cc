"""A member's results in all servers are found by an index"""

from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_results_member_id_pack_id", "results", ["member_id", "pack_id"])


def downgrade() -> None:
    op.drop_index("ix_results_member_id_pack_id", "results")
