"""Found orders come as one array: the rows are then read by their key once, instead of joined to what a function gives."""

from django.db import migrations

OLD = """
CREATE FUNCTION orders_found(query text, most int) RETURNS SETOF bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM orders_order
  WHERE company_id = nullif(current_setting('app.company_id', true), '')::bigint
    AND search @@ to_tsquery('simple', query)
  ORDER BY number DESC LIMIT most
$$;
"""

# As before, the one function that looks past the policy repeats its condition, and gives back ids that the caller
# reads through the wall. With a small `most` PostgreSQL stops at the newest, however many there are.
NEW = """
CREATE FUNCTION orders_found(query text, most int) RETURNS bigint[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT array(
    SELECT id FROM orders_order
    WHERE company_id = nullif(current_setting('app.company_id', true), '')::bigint
      AND search @@ to_tsquery('simple', query)
    ORDER BY number DESC LIMIT most
  )
$$;
"""

OWNED = """
GRANT CREATE ON SCHEMA public TO tonomo_everywhere;
ALTER FUNCTION orders_found(text, int) OWNER TO tonomo_everywhere;
REVOKE CREATE ON SCHEMA public FROM tonomo_everywhere;
"""

GONE = "DROP FUNCTION orders_found(text, int);"


class Migration(migrations.Migration):
    dependencies = [("orders", "0002_tally_and_search")]

    operations = [migrations.RunSQL(GONE + NEW + OWNED, GONE + OLD + OWNED)]
