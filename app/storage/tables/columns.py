"""The column types and the base class that every table shares."""

import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, ForeignKey, MetaData, String, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator):
    """An aware UTC datetime, kept as whole milliseconds since 1970: the same on both databases, exact and sortable."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value, dialect):
        return None if value is None else round(value.timestamp() * 1000)

    def process_result_value(self, value, dialect):
        return None if value is None else datetime.fromtimestamp(value / 1000, UTC)


class Key(Uuid):
    """A random id, told as a text. SQLite keeps 32 hex digits: the dashes are put in here, not by way of an object."""

    cache_ok = True

    def __init__(self):
        super().__init__(as_uuid=False)

    def result_processor(self, dialect, coltype):
        return _dashed


def _dashed(hex):
    return hex and f"{hex[:8]}-{hex[8:12]}-{hex[12:16]}-{hex[16:20]}-{hex[20:]}"


def new_id():
    """A random id: nothing can be read from it, not even an order."""
    return str(uuid.uuid4())


Data = JSON().with_variant(JSONB(), "postgresql")

Id = Annotated[str, mapped_column(Key, primary_key=True, default=new_id)]
Short = Annotated[str, mapped_column(String(64))]
Json = Annotated[Any, mapped_column(Data)]
At = Annotated[datetime, mapped_column(Moment)]


def plain(length):
    """Signs that stand in the order of their bytes, also where the database speaks a language that sorts otherwise."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")


def link(target, *, primary_key=False, nullable=False, index=True, gone="CASCADE"):
    """A foreign key to `target`'s id; what belongs to a thing is erased with it."""
    return mapped_column(
        Key,
        ForeignKey(f"{target}.id", ondelete=gone),
        primary_key=primary_key,
        nullable=nullable,
        index=index and not primary_key,
    )
