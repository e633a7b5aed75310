"""Tell codes and sessions apart: codes that were replaced, and when and in which browser a token was last used."""

import time

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade():
    op.create_table(
        "old_code",
        sa.Column("hash", sa.LargeBinary(32), nullable=False),
        sa.Column("kind", sa.String(64), nullable=False),
        sa.Column("workshop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("replaced_at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"], ["workshop.id"], name=op.f("fk_old_code_workshop_id_workshop"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_old_code")),
    )
    op.create_index(op.f("ix_old_code_workshop_id"), "old_code", ["workshop_id"], unique=False)
    # The idle time of those who are signed in now begins with the update: nobody is signed out by it.
    now = str(round(time.time() * 1000))
    op.add_column("token", sa.Column("used_at", sa.BigInteger(), nullable=False, server_default=now))
    op.add_column("token", sa.Column("client", sa.String(64), nullable=False, server_default=""))
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.alter_column("used_at", server_default=None)
        batch_op.alter_column("client", server_default=None)


def downgrade():
    with op.batch_alter_table("token", schema=None) as batch_op:
        batch_op.drop_column("client")
        batch_op.drop_column("used_at")
    op.drop_table("old_code")
