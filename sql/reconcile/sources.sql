-- Sources of a reconciliation by SQL, each with what makes it incomplete; NULL when it is complete.
-- A source that is incomplete is no verdict: verdicts.sql then has no rows.
-- S3 states no number of rows of an inventory, so that only an empty one, or one with rows of another
-- bucket, is recognized here.
WITH
stated AS (
  SELECT source, max(as_of) AS as_of, max(row_count) AS row_count, count(*) AS times
  FROM waybill_reconcile_sources
  WHERE run = {{run}}
  GROUP BY source
),
found AS (
  SELECT
    'raw' AS source,
    count(*) AS row_count,
    count_if(bucket <> {{raw.bucket}} OR version_id IS NULL OR last_modified IS NULL) AS flaws
  FROM waybill_objects
  WHERE run = {{objects.run}} AND source = 'raw'
  UNION ALL
  SELECT
    'records',
    count(*),
    count_if(bucket <> {{provenance.bucket}} OR version_id IS NULL OR last_modified IS NULL)
  FROM waybill_objects
  WHERE run = {{run}} AND source = 'records'
  UNION ALL
  SELECT
    'entries',
    count(DISTINCT index),
    count_if(bucket IS NULL OR key IS NULL OR versionid IS NULL OR sealed IS NULL)
  FROM (
    SELECT index, bucket, key, versionid, sealed FROM waybill_seals WHERE part = 'table'
    UNION ALL
    SELECT index, bucket, key, versionid, sealed FROM waybill_seals_tail WHERE run = {{run}})
  WHERE index < (SELECT row_count FROM stated WHERE source = 'entries')
  UNION ALL
  -- The service itself causes events, so that days without one are days whose files are missing.
  SELECT 'events', count(*), 0
  FROM (
    SELECT 1
    FROM cloudtrail_logs
    WHERE day BETWEEN {{first.day}} AND {{last.day}}
    LIMIT 1)
)
SELECT
  found.source,
  stated.as_of,
  stated.row_count AS stated_rows,
  found.row_count AS found_rows,
  CASE
    WHEN found.source = 'events'
      THEN IF(found.row_count = 0, 'no file was read: is the trail delivering?')
    WHEN stated.source IS NULL THEN 'the run does not state it: it was not written to its end'
    WHEN stated.times > 1 THEN 'the run states it twice'
    WHEN stated.as_of IS NULL THEN 'its time is not known'
    WHEN stated.row_count <> found.row_count
      THEN format('it has %d rows, and the run states %d', found.row_count, stated.row_count)
    WHEN stated.row_count IS NULL AND (found.source <> 'raw' OR found.row_count = 0)
      THEN 'it has no rows, and nothing states that it is empty'
    WHEN found.source = 'entries' AND found.row_count = 0 THEN 'the bucket has no log'
    WHEN found.flaws > 0
      THEN format('%d of its rows are of another bucket, or lack a value', found.flaws)
  END AS problem
FROM found
LEFT JOIN stated ON stated.source = found.source
