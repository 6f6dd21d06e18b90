"""The walls between companies as constraints, so that `makemigrations` keeps them.

Sources: PostgreSQL, "Row Security Policies"; the index and role traps are explained in docs/decisions/walls-in-the-database.md.
"""

from typing import Any, override

from django.db import models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement


class TableConstraint(models.BaseConstraint):
    """A constraint of ours that is made after its table and knows nothing to validate in Python."""

    @override
    def constraint_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        self.create_sql(model, schema_editor)

    @override
    def create_sql(self, model: Any, schema_editor: Any) -> None:  # type: ignore[override]
        """Wait for the end of the migration: by then the table that is pointed to has its unique key."""
        schema_editor.deferred_sql.append(self.statement(model, schema_editor))

    def statement(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        raise TypeError("a kind of table constraint says which statement makes it")

    @override
    def validate(self, *args: Any, **kwargs: Any) -> None:
        return None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)


class SameCompany(TableConstraint):
    """A foreign key over (company_id, field), so that a row cannot point across companies."""

    def __init__(self, *, field: str, name: str) -> None:
        super().__init__(name=name)
        self.field = field

    @override
    def statement(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        field = model._meta.get_field(self.field)
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s ADD CONSTRAINT %(name)s FOREIGN KEY (company_id, %(column)s)"
            " REFERENCES %(to)s (company_id, id) DEFERRABLE INITIALLY IMMEDIATE",
            table=quote(model._meta.db_table),
            name=quote(self.name),
            column=quote(field.column),
            to=quote(field.remote_field.model._meta.db_table),
        )

    @override
    def remove_sql(self, model: Any, schema_editor: Any) -> Statement:  # type: ignore[override]
        quote = schema_editor.quote_name
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=quote(model._meta.db_table),
            name=quote(self.name),
        )

    @override
    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "field": self.field}


class Walled(TableConstraint):
    """Row-level security, forced: without `app.company_id` the table shows and takes no row."""

    @override
    def statement(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        mine = "company_id = (SELECT nullif(current_setting('app.company_id', true), '')::bigint)"
        return Statement(
            "ALTER TABLE %(table)s ENABLE ROW LEVEL SECURITY;"
            " ALTER TABLE %(table)s FORCE ROW LEVEL SECURITY;"
            " CREATE POLICY company ON %(table)s USING (%(mine)s) WITH CHECK (%(mine)s);"
            " CREATE POLICY everywhere ON %(table)s TO tonomo_everywhere USING (true) WITH CHECK (true)",
            table=schema_editor.quote_name(model._meta.db_table),
            mine=mine,
        )

    @override
    def remove_sql(self, model: Any, schema_editor: Any) -> Statement:  # type: ignore[override]
        return Statement(
            "DROP POLICY company ON %(table)s; DROP POLICY everywhere ON %(table)s;"
            " ALTER TABLE %(table)s NO FORCE ROW LEVEL SECURITY;"
            " ALTER TABLE %(table)s DISABLE ROW LEVEL SECURITY",
            table=schema_editor.quote_name(model._meta.db_table),
        )


class AppendOnly(TableConstraint):
    """Rows of this table are never changed nor deleted.

    `mutable` columns may still change; `when` (SQL over OLD) says which rows are meant.
    """

    def __init__(self, *, name: str, mutable: tuple[str, ...] = (), when: str = "true") -> None:
        super().__init__(name=name)
        self.mutable = tuple(mutable)
        self.when = when

    @override
    def statement(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        kept = "".join(f" - '{column}'" for column in self.mutable)
        return Statement(
            "CREATE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF NOT (%(when)s) THEN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END IF;"
            " IF TG_OP = 'UPDATE' AND (to_jsonb(OLD)%(kept)s) = (to_jsonb(NEW)%(kept)s) THEN RETURN NEW; END IF;"
            " RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '%(name)s',"
            " MESSAGE = '%(name)s: this row is never changed'; END $$;"
            " CREATE TRIGGER %(function)s BEFORE UPDATE OR DELETE ON %(table)s"
            " FOR EACH ROW EXECUTE FUNCTION %(function)s()",
            function=schema_editor.quote_name(self.name),
            table=schema_editor.quote_name(model._meta.db_table),
            when=self.when,
            kept=kept,
            name=self.name,
        )

    @override
    def remove_sql(self, model: Any, schema_editor: Any) -> Statement:  # type: ignore[override]
        return Statement(
            "DROP TRIGGER %(function)s ON %(table)s; DROP FUNCTION %(function)s()",
            function=schema_editor.quote_name(self.name),
            table=schema_editor.quote_name(model._meta.db_table),
        )

    @override
    def deconstruct(self) -> tuple[str, tuple[Any, ...], dict[str, Any]]:
        path, args, kwargs = super().deconstruct()
        return path, tuple(args), {**kwargs, "mutable": self.mutable, "when": self.when}
