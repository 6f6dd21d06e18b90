"""The database keeps the counts of the order list, and finds orders by their words."""

from django.db import migrations

TALLY = """
CREATE FUNCTION orders_keep_tally() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO orders_ordertally AS kept (company_id, status_id, total, unscheduled)
    SELECT company_id, status_id, count(*),
           count(*) FILTER (WHERE visit_starts_at IS NULL AND "primary" <> 'draft')
    FROM new_rows WHERE archived_at IS NULL GROUP BY 1, 2 ORDER BY 1, 2
    ON CONFLICT (company_id, status_id) DO UPDATE
    SET total = kept.total + excluded.total, unscheduled = kept.unscheduled + excluded.unscheduled;
  ELSIF TG_OP = 'DELETE' THEN
    UPDATE orders_ordertally kept
    SET total = kept.total - gone.total, unscheduled = kept.unscheduled - gone.unscheduled
    FROM (SELECT company_id, status_id, count(*) AS total,
                 count(*) FILTER (WHERE visit_starts_at IS NULL AND "primary" <> 'draft') AS unscheduled
          FROM old_rows WHERE archived_at IS NULL GROUP BY 1, 2) gone
    WHERE kept.company_id = gone.company_id AND kept.status_id = gone.status_id;
  ELSE
    INSERT INTO orders_ordertally AS kept (company_id, status_id, total, unscheduled)
    SELECT company_id, status_id, sum(one), sum(one * free) FROM (
      SELECT company_id, status_id, 1 AS one,
             (visit_starts_at IS NULL AND "primary" <> 'draft')::int AS free FROM new_rows WHERE archived_at IS NULL
      UNION ALL
      SELECT company_id, status_id, -1,
             (visit_starts_at IS NULL AND "primary" <> 'draft')::int FROM old_rows WHERE archived_at IS NULL
    ) moved GROUP BY 1, 2 HAVING sum(one) <> 0 OR sum(one * free) <> 0 ORDER BY 1, 2
    ON CONFLICT (company_id, status_id) DO UPDATE
    SET total = kept.total + excluded.total, unscheduled = kept.unscheduled + excluded.unscheduled;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_tally_insert AFTER INSERT ON orders_order
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION orders_keep_tally();
CREATE TRIGGER orders_tally_update AFTER UPDATE ON orders_order
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION orders_keep_tally();
CREATE TRIGGER orders_tally_delete AFTER DELETE ON orders_order
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION orders_keep_tally();
"""

NO_TALLY = """
DROP TRIGGER orders_tally_insert ON orders_order;
DROP TRIGGER orders_tally_update ON orders_order;
DROP TRIGGER orders_tally_delete ON orders_order;
DROP FUNCTION orders_keep_tally();
"""

# Below a policy an index on `search` is never used, as `@@` is not leakproof: so this one function looks past the
# policy, repeats its condition, and gives back ids that the caller reads through the wall.
SEARCH = """
CREATE FUNCTION orders_found(query text, most int) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM orders_order
  WHERE company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND search @@ to_tsquery('simple', query)
  ORDER BY number DESC LIMIT most
$$;
GRANT CREATE ON SCHEMA public TO tonomo_everywhere;
ALTER FUNCTION orders_found(text, int) OWNER TO tonomo_everywhere;
REVOKE CREATE ON SCHEMA public FROM tonomo_everywhere;
"""


class Migration(migrations.Migration):
    dependencies = [("orders", "0001_initial")]

    operations = [
        migrations.RunSQL(TALLY, NO_TALLY),
        migrations.RunSQL(SEARCH, "DROP FUNCTION orders_found(text, int)"),
    ]
