"""Mark a copy of a workshop in which its day is rehearsed, at most one of each."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade():
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.add_column(sa.Column("rehearsal_of", sa.Uuid(as_uuid=False), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_workshop_rehearsal_of"), ["rehearsal_of"])
        batch_op.create_foreign_key(
            batch_op.f("fk_workshop_rehearsal_of_workshop"), "workshop", ["rehearsal_of"], ["id"], ondelete="CASCADE"
        )


def downgrade():
    """Without its mark a rehearsal would stand there as the real thing: its title says it from then on."""
    op.execute("UPDATE workshop SET title = substr('Rehearsal: ' || title, 1, 200) WHERE rehearsal_of IS NOT NULL")
    with op.batch_alter_table("workshop", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("fk_workshop_rehearsal_of_workshop"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("uq_workshop_rehearsal_of"), type_="unique")
        batch_op.drop_column("rehearsal_of")
