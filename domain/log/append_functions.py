"""The append, as the database carries it out: look under the lock, refuse one by one, record.

A batch is laid out in parallel arrays; `request` is the rank, from 1, of the command a row
belongs to. Both functions answer with rows (request, verdict, name, number, moment, day):

- `end`: the log's last position and time, before this batch;
- `late`: the stamp is earlier than the log's last, and nothing was recorded;
- `known`, `stream`, `fact`: the key is known, the stream or the fact has moved; the request is
  refused, alone;
- `series`: the last number of a series, and its date.

Each statement inside sees what was committed before the lock was granted, because the functions
are volatile and the pool's connections read committed data. The two settings pin one plan, by
index: planned anew for each batch, `record` takes four times as long.
"""

from typing import Final, LiteralString

_REFUSALS: Final = """
CREATE OR REPLACE FUNCTION {schema}.refusals(
    keys bytea[],
    stream_requests bigint[], streams uuid[], versions bigint[],
    fact_requests bigint[], facts text[], fact_versions bigint[]
) RETURNS TABLE (request bigint, verdict text, name text, number bigint)
LANGUAGE sql STABLE AS $body$
    SELECT k.request, 'known', NULL::text, NULL::bigint
    FROM unnest(keys) WITH ORDINALITY AS k(key, request)
    CROSS JOIN LATERAL (
        SELECT FROM {schema}.commands AS c WHERE c.key = k.key LIMIT 1
    ) AS known
    UNION ALL
    SELECT s.request, 'stream', s.stream::text, s.version
    FROM unnest(stream_requests, streams, versions) AS s(request, stream, version)
    LEFT JOIN LATERAL (
        SELECT e.originator_version AS version FROM {schema}.events AS e
        WHERE e.originator_id = s.stream ORDER BY e.originator_version DESC LIMIT 1
    ) AS tip ON true
    WHERE CASE WHEN tip.version IS NULL
        THEN s.version NOT IN (0, 1) ELSE s.version <> tip.version + 1 END
    UNION ALL
    SELECT f.request, 'fact', f.fact, coalesce(tip.version, 0)
    FROM unnest(fact_requests, facts, fact_versions) AS f(request, fact, version)
    LEFT JOIN LATERAL (
        SELECT r.version FROM {schema}.facts AS r
        WHERE r.fact = f.fact ORDER BY r.version DESC LIMIT 1
    ) AS tip ON true
    WHERE f.version <> coalesce(tip.version, 0)
$body$
"""

_LOOK: Final = """
CREATE OR REPLACE FUNCTION {schema}.look(
    keys bytea[],
    stream_requests bigint[], streams uuid[], versions bigint[],
    fact_requests bigint[], facts text[], fact_versions bigint[],
    series_wanted text[]
) RETURNS TABLE (
    request bigint, verdict text, name text, number bigint, moment timestamptz, day date
) LANGUAGE plpgsql
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $body$
#variable_conflict use_column
BEGIN
    PERFORM pg_advisory_xact_lock({lock_class}, {lock_key});
    RETURN QUERY
    SELECT 0::bigint, 'end', NULL::text, coalesce(max(e.notification_id), 0),
        max(e.recorded_at), NULL::date
    FROM (
        SELECT notification_id, recorded_at FROM {schema}.events
        ORDER BY notification_id DESC LIMIT 1
    ) AS e;
    RETURN QUERY
    SELECT r.*, NULL::timestamptz, NULL::date
    FROM {schema}.refusals(keys, stream_requests, streams, versions,
        fact_requests, facts, fact_versions) AS r;
    RETURN QUERY
    SELECT 0::bigint, 'series', w.series, tip.number, NULL::timestamptz, tip.dated
    FROM unnest(series_wanted) AS w(series)
    CROSS JOIN LATERAL (
        SELECT n.number, n.dated FROM {schema}.numbers AS n
        WHERE n.series = w.series ORDER BY n.number DESC LIMIT 1
    ) AS tip;
END
$body$
"""

_RECORD: Final = """
CREATE OR REPLACE FUNCTION {schema}.record(
    stamp timestamptz, fingerprints bytea[],
    keys bytea[],
    stream_requests bigint[], streams uuid[], versions bigint[],
    fact_requests bigint[], facts text[], fact_versions bigint[],
    event_requests bigint[], originators uuid[], originator_versions bigint[],
    topics text[], states bytea[], accounting_dates date[],
    raise_requests bigint[], raised text[],
    number_requests bigint[], series text[], numbers bigint[], dates date[],
    vault_requests bigint[], digests bytea[], kinds text[], salts bytea[], vault_values text[]
) RETURNS TABLE (
    request bigint, verdict text, name text, number bigint, moment timestamptz, day date
) LANGUAGE plpgsql
SET enable_seqscan = off SET plan_cache_mode = force_generic_plan AS $body$
#variable_conflict use_column
DECLARE
    base bigint;
    refused bigint[] := '{{}}';
BEGIN
    PERFORM pg_advisory_xact_lock({lock_class}, {lock_key});
    SELECT e.notification_id, e.recorded_at INTO base, moment
    FROM {schema}.events AS e ORDER BY e.notification_id DESC LIMIT 1;
    base := coalesce(base, 0);
    request := 0;
    number := base;
    verdict := CASE WHEN stamp < moment THEN 'late' ELSE 'end' END;
    RETURN NEXT;
    IF verdict = 'late' THEN
        RETURN;
    END IF;
    moment := NULL;
    FOR request, verdict, name, number IN
        SELECT r.* FROM {schema}.refusals(keys, stream_requests, streams, versions,
            fact_requests, facts, fact_versions) AS r
    LOOP
        refused := refused || request;
        RETURN NEXT;
    END LOOP;

    WITH placed AS MATERIALIZED (
        SELECT e.*, base + row_number() OVER (ORDER BY e.rank) AS position
        FROM unnest(event_requests, originators, originator_versions, topics, states,
            accounting_dates) WITH ORDINALITY
            AS e(request, originator, version, topic, state, accounting_date, rank)
        WHERE e.request <> ALL (refused)
    ), spans AS MATERIALIZED (
        SELECT p.request, min(p.position) AS first_position, max(p.position) AS last_position
        FROM placed AS p GROUP BY p.request
    ), logged AS (
        INSERT INTO {schema}.events (originator_id, originator_version, topic, state,
            notification_id, recorded_at, accounting_date)
        SELECT p.originator, p.version, p.topic, p.state, p.position, stamp, p.accounting_date
        FROM placed AS p
    ), keyed AS (
        INSERT INTO {schema}.commands (key, fingerprint, first_position, last_position)
        SELECT k.key, k.fingerprint, s.first_position, s.last_position
        FROM unnest(keys, fingerprints) WITH ORDINALITY AS k(key, fingerprint, request)
        JOIN spans AS s ON s.request = k.request
        WHERE k.key IS NOT NULL
    ), moved AS (
        INSERT INTO {schema}.facts (fact, version, position)
        SELECT r.fact, coalesce(tip.version, 0) + 1, s.first_position
        FROM unnest(raise_requests, raised) AS r(request, fact)
        JOIN spans AS s ON s.request = r.request
        LEFT JOIN LATERAL (
            SELECT f.version FROM {schema}.facts AS f
            WHERE f.fact = r.fact ORDER BY f.version DESC LIMIT 1
        ) AS tip ON true
    ), numbered AS (
        INSERT INTO {schema}.numbers (series, number, dated, position)
        SELECT n.series, n.number, n.dated, s.first_position
        FROM unnest(number_requests, series, numbers, dates)
            AS n(request, series, number, dated)
        JOIN spans AS s ON s.request = n.request
    )
    INSERT INTO {schema}.vault (digest, kind, salt, value)
    SELECT v.digest, v.kind, v.salt, v.value
    FROM unnest(vault_requests, digests, kinds, salts, vault_values)
        AS v(request, digest, kind, salt, value)
    JOIN spans AS s ON s.request = v.request
    ON CONFLICT (digest) DO NOTHING;
END
$body$
"""

FUNCTIONS: Final[tuple[LiteralString, ...]] = (_REFUSALS, _LOOK, _RECORD)
