"""Messages of all orders are found by their words, and read by time and by who said them."""

from django.db import migrations, models

# Every sign that parts words is a blank, so that addresses and fractions are found by each of their parts. The company
# is a word of its own, with a sign that no text can bring in: one index finds the words of one company.
WORDS = r"""
CREATE FUNCTION chat_words(company bigint, body text) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
  SELECT to_tsvector('simple', translate(body, '!"#$%&''()*+,-./:;<=>?@[\]^_`{|}~', repeat(' ', 32)))
    || array_to_tsvector(ARRAY['@' || company])
$$;
CREATE INDEX message_words ON chat_message USING gin (chat_words(company_id, body)) WHERE deleted_at IS NULL;
"""

# Below a policy no index is used for `@@`, as it is not leakproof. So this one function looks past the policy, repeats
# its condition, and gives back ids that the caller reads through the wall. It is planned for what is asked each time.
FOUND = r"""
CREATE FUNCTION chat_found(
  words text, of_orders bigint[], by_member bigint, with_file boolean, since timestamptz, until timestamptz,
  older_at timestamptz, older_id bigint, most int
) RETURNS bigint[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  company bigint := nullif(current_setting('app.company_id', true), '')::bigint;
  wanted tsquery := ('''@' || company || '''')::tsquery && to_tsquery('simple', words);
  ids bigint[];
BEGIN
  EXECUTE 'SELECT array(
    SELECT id FROM chat_message
    WHERE company_id = $1 AND deleted_at IS NULL
      AND ($2 IS NULL OR chat_words(company_id, body) @@ $2)
      AND ($3 IS NULL OR order_id = ANY ($3))
      AND ($4 IS NULL OR author_id = $4)
      AND (NOT $5 OR files > 0)
      AND ($6 IS NULL OR created_at >= $6)
      AND ($7 IS NULL OR created_at < $7)
      AND ($8 IS NULL OR (created_at, id) < ($8, $9))
    ORDER BY created_at DESC, id DESC LIMIT $10)'
  INTO ids USING company, wanted, of_orders, by_member, with_file, since, until, older_at, older_id, most;
  RETURN ids;
END $$;
GRANT CREATE ON SCHEMA public TO tonomo_everywhere;
ALTER FUNCTION chat_found(text, bigint[], bigint, boolean, timestamptz, timestamptz, timestamptz, bigint, int)
  OWNER TO tonomo_everywhere;
REVOKE CREATE ON SCHEMA public FROM tonomo_everywhere;
"""

GONE = """
DROP FUNCTION chat_found(text, bigint[], bigint, boolean, timestamptz, timestamptz, timestamptz, bigint, int);
"""
NO_WORDS = """
DROP INDEX message_words;
DROP FUNCTION chat_words(bigint, text);
"""


class Migration(migrations.Migration):
    dependencies = [('chat', '0008_uploads')]

    operations = [
        migrations.AddIndex(
            "message", models.Index(fields=["company", "created_at", "id"], name="message_by_time")
        ),
        migrations.AddIndex(
            "message", models.Index(fields=["company", "author", "created_at", "id"], name="message_of_author")
        ),
        migrations.RunSQL(WORDS, NO_WORDS),
        migrations.RunSQL(FOUND, GONE),
    ]
