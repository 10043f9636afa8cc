"""What of a result counts, by the round's length, and whether it was driven in company"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

WHOLE_COURSE = 10
"""Frozen here: a later rule is a later migration's."""

rounds = sa.table("rounds", sa.column("id"), sa.column("mode"))
questions = sa.table("round_questions", sa.column("round_id"), sa.column("number"), sa.column("skipped"))
answers = sa.table("answers", sa.column("round_id"), sa.column("number"), sa.column("member_id"))
results = sa.table(
    "results",
    *(sa.column(name, sa.BigInteger) for name in ("round_id", "member_id", "distance", "asked", "counted")),
    sa.column("in_company", sa.Boolean),
)


def upgrade() -> None:
    op.add_column("results", sa.Column("counted", sa.BigInteger(), nullable=False, server_default="0"))
    op.add_column("results", sa.Column("in_company", sa.Boolean(), nullable=False, server_default=sa.false()))
    # Two statements for all rows; each looks up what it needs by a primary key that begins with the round.
    op.execute(results.update().values(counted=results.c.distance * _length() // WHOLE_COURSE))
    op.execute(results.update().values(in_company=_is_in_company()))


def downgrade() -> None:
    with op.batch_alter_table("results") as batch:
        batch.drop_column("in_company")
        batch.drop_column("counted")


def _length() -> sa.ColumnElement[int]:
    """How many questions the round was opened with, ten at most; those asked, if rows of them are gone."""
    drawn = (
        sa.select(sa.func.max(questions.c.number, type_=sa.BigInteger))
        .where(questions.c.round_id == results.c.round_id)
        .scalar_subquery()
    )
    known = sa.func.coalesce(drawn, 0)
    return sa.case(
        (sa.or_(known >= WHOLE_COURSE, results.c.asked >= WHOLE_COURSE), WHOLE_COURSE),
        (known > results.c.asked, known),
        else_=results.c.asked,
    )


def _is_in_company() -> sa.ColumnElement[bool]:
    """Whether two players answered.

    A round each for themselves has a result for everybody who answered and nobody else. One of teams has
    one for every player, so there it is looked up who answered a question that counted. A round of which
    everything else is gone is judged by its results.
    """
    others = results.alias("others")
    another = sa.exists().where(
        others.c.round_id == results.c.round_id, others.c.member_id != results.c.member_id
    )
    in_teams = sa.exists().where(rounds.c.id == results.c.round_id, rounds.c.mode == "teams")
    is_known = sa.exists().where(answers.c.round_id == results.c.round_id)
    counting = (
        sa.select(sa.func.count(answers.c.member_id.distinct()))
        .select_from(
            answers.join(
                questions,
                sa.and_(
                    questions.c.round_id == answers.c.round_id, questions.c.number == answers.c.number
                ),
                isouter=True,
            )
        )
        .where(
            answers.c.round_id == results.c.round_id,
            sa.func.coalesce(questions.c.skipped, sa.false()) == sa.false(),
        )
        .scalar_subquery()
    )
    return sa.case((sa.and_(in_teams, is_known), counting > 1), else_=another)
