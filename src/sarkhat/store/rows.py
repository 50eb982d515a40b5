"""Many rows by one statement, with SQL built once from the model's columns; call inside a transaction.

For tables that take thousands of rows a minute. `bulk_create` and `bulk_update` make a model object, an expression
and a piece of SQL for each row or value, which takes several times what the database takes (docs/decisions).
Only values that a database does not take as they are go through Django: times, dates, JSON.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final

from django.db import connection, models

_AS_IT_IS: Final = frozenset(
    "CharField TextField BinaryField BooleanField IntegerField BigIntegerField PositiveIntegerField FloatField "
    "PositiveBigIntegerField ForeignKey OneToOneField AutoField BigAutoField".split()
)
_MOST_KEYS: Final = 900  # of one IN; older SQLite takes 999
Prepare = Callable[[Any], Any]


def insert(
    model: type[models.Model], names: Sequence[str], rows: Sequence[list[Any]], unless_there: bool = False
) -> None:
    """Insert `rows`, whose values stand in the order of `names`: each column that the database does not fill by itself.

    `unless_there`: rows whose key is taken are left out.

    Values of JSON are hashable (tuples). The lists are changed. Raises DatabaseError, or
    ValueError, TypeError, OverflowError of a value that cannot be kept.
    """
    sql = _insert_sql(model, tuple(names), connection.vendor)
    _write(sql + " ON CONFLICT DO NOTHING" if unless_there else sql, model, names, rows)


def update(model: type[models.Model], names: Sequence[str], rows: Sequence[list[Any]]) -> None:
    """Set the columns `names` of rows that exist; each row: their values in order, and at the end the primary key.

    The lists are changed. Raises as `insert` does.
    """
    _write(_update_sql(model, tuple(names), connection.vendor), model, names, rows)


def add_up(model: type[models.Model], names: Sequence[str], total: str, rows: Sequence[list[Any]]) -> None:
    """Add numbers to a total: `rows` hold the columns `names`, which are unique together, and what is added.

    A row that is not there yet begins with what is added. The lists are changed. Raises as `insert` does.
    """
    columns, sum_ = ", ".join(_column(model, name) for name in names), _column(model, total)
    clause = f" ON CONFLICT ({columns}) DO UPDATE SET {sum_} = {_table(model)}.{sum_} + excluded.{sum_}"
    _write(_insert_sql(model, (*names, total), connection.vendor) + clause, model, (*names, total), rows)


def keys_of(model: type[models.Model], name: str, values: Sequence[Any]) -> list[int]:
    """Primary keys of the rows whose column `name` holds one of `values` (of a type that needs no preparing)."""
    found: list[int] = []
    with connection.cursor() as cursor:
        for part in _parts(values):
            cursor.execute(_select_sql(model, name, len(part), connection.vendor), part)
            found.extend(pk for (pk,) in cursor.fetchall())
    return found


def _parts(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _MOST_KEYS] for start in range(0, len(values), _MOST_KEYS))


def _write(sql: str, model: type[models.Model], names: Sequence[str], rows: Sequence[list[Any]]) -> None:
    if not rows:
        return
    for place, name in enumerate(names):
        if prepare := _prepare(_field(model, name)):
            _prepare_all(prepare, place, rows)
    with connection.cursor() as cursor:
        cursor.executemany(sql, rows)


def _prepare_all(prepare: Prepare, place: int, rows: Sequence[list[Any]]) -> None:
    """Each value once: many rows carry the same times and lists."""
    known: dict[Any, Any] = {None: None}
    for row in rows:
        value = row[place]
        if value not in known:
            known[value] = prepare(value)
        row[place] = known[value]


def _field(model: type[models.Model], name: str) -> Any:
    return model._meta.get_field(name)


def _prepare(field: Any) -> Prepare | None:
    """What makes a value of the field one that the database takes; None: nothing need be done."""
    kind = field.get_internal_type()
    if kind in _AS_IT_IS:
        return None
    if kind == "DateTimeField":
        adapt: Prepare = connection.ops.adapt_datetimefield_value
        return adapt
    return lambda value: field.get_db_prep_save(value, connection)


@lru_cache
def _insert_sql(model: type[models.Model], names: tuple[str, ...], _vendor: str) -> str:
    columns = ", ".join(_column(model, name) for name in names)
    return f"INSERT INTO {_table(model)} ({columns}) VALUES ({', '.join(['%s'] * len(names))})"  # noqa: S608 - names of columns, of no one else


@lru_cache
def _update_sql(model: type[models.Model], names: tuple[str, ...], _vendor: str) -> str:
    columns = ", ".join(f"{_column(model, name)} = %s" for name in names)
    return f"UPDATE {_table(model)} SET {columns} WHERE {_column(model, 'pk')} = %s"  # noqa: S608 - names of columns, of no one else


@lru_cache
def _select_sql(model: type[models.Model], name: str, count: int, _vendor: str) -> str:
    marks = ", ".join(["%s"] * count)
    return f"SELECT {_column(model, 'pk')} FROM {_table(model)} WHERE {_column(model, name)} IN ({marks})"  # noqa: S608 - names of columns, of no one else


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _column(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.pk if name == "pk" else _field(model, name)
    return connection.ops.quote_name(field.column)
