"""What Postgres refuses about papers, beyond what `core.constraints` knows."""

from typing import Any, override

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement

from core.constraints import TableConstraint


class NoNewLine(TableConstraint):
    """Lines are written while their invoice is a draft: an issued one takes no further line.

    The drafts are held by FOR SHARE, so nobody issues them meanwhile. Lines that are there before their invoice (bulk
    loading with the keys deferred) pass.
    """

    @override
    def statement(self, model: Any, schema_editor: BaseDatabaseSchemaEditor) -> Statement:
        field = model._meta.get_field("invoice")
        quote = schema_editor.quote_name
        return Statement(
            "CREATE FUNCTION %(function)s() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " IF (SELECT bool_or(paper.state = 'issued') FROM (SELECT state FROM %(papers)s"
            " WHERE id IN (SELECT %(column)s FROM fresh) FOR SHARE) AS paper) THEN"
            " RAISE EXCEPTION USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '%(name)s',"
            " MESSAGE = '%(name)s: an issued invoice takes no further line'; END IF; RETURN NULL; END $$;"
            " CREATE TRIGGER %(function)s AFTER INSERT ON %(table)s REFERENCING NEW TABLE AS fresh"
            " FOR EACH STATEMENT EXECUTE FUNCTION %(function)s()",
            function=quote(self.name),
            table=quote(model._meta.db_table),
            papers=quote(field.remote_field.model._meta.db_table),
            column=quote(field.column),
            name=self.name,
        )

    @override
    def remove_sql(self, model: Any, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert schema_editor
        return Statement(
            "DROP TRIGGER %(function)s ON %(table)s; DROP FUNCTION %(function)s()",
            function=schema_editor.quote_name(self.name),
            table=schema_editor.quote_name(model._meta.db_table),
        )
