-- Counts of the verdicts, and up to 100 examples of each, those with the newest times first: one row
-- for each verdict that a version has. No rows: a source is incomplete (see sources.sql).
-- The versions of all rows are all versions that any source knows.
SELECT
  verdict,
  count(*) AS versions,
  count_if(is_there) AS there,
  count_if(is_sealed) AS sealed,
  count_if(is_in_events) AS in_events,
  json_format(CAST(
    max_by(
      CAST(ROW(
        object_key, version_id, size, record_key, principal, event_name, request_id, at_millis)
        AS row(
          object_key varchar, version_id varchar, size bigint, record_key varchar,
          principal varchar, event_name varchar, request_id varchar, at_millis bigint)),
      at_millis,
      100)
    AS json)) AS examples
FROM ({{verdicts}}) AS verdicts
GROUP BY verdict
