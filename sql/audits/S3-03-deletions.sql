-- id: S3-03
-- title: Objects deleted by somebody other than the pipeline
-- question: Which principal deletes objects, and how many?
-- severity: informational
-- tactics: impact
-- references: Panther AWS.S3.DeleteObject; Panther AWS.S3.DeleteObjects; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- parameters: mass integer = 100; mass_batches integer = 10
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   severity varchar, window_start timestamp(3), principal varchar, bucket_name varchar,
--   first_key varchar, source_ips varchar, account varchar, region varchar
-- row: principal, bucket_name, window_start, severity
-- incident: principal, bucket_name, severity
-- resource: bucket_name
-- message: {principal} deleted in {bucket_name}: {event_count} calls within ten minutes
-- false positives: Housekeeping by an operator. One DeleteObjects call may name a thousand keys, which
--   CloudTrail does not list: one is medium, mass_batches within ten minutes are high.
-- response: An object that was deleted without naming a version is noncurrent, not lost: remove the
--   delete marker. A version that was deleted is lost: below the processed prefix this is critical.
--   Such a deletion elsewhere, any deletion below the processed prefix, and a mass deletion are high:
--   revoke the principal's sessions first.
WITH deletions AS (
  SELECT DISTINCT
    event_id,
    eventTime AS event_time,
    date_add('minute', -(minute(eventTime) % 10), date_trunc('minute', eventTime)) AS window_start,
    principal,
    bucket_name,
    object_key,
    eventName = 'DeleteObjects' AS is_batch,
    requested_version_id IS NOT NULL AS is_for_good,
    any_match({{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
      AS is_promoted,
    source_ip,
    account,
    region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND error_code IS NULL
    AND eventName IN ('DeleteObject', 'DeleteObjects')
    AND NOT coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false)
),
-- Ten minutes slide, so that deletions across a border of two windows are not halved.
sliding AS (
  SELECT
    event_id, event_time, window_start, principal, bucket_name, object_key, is_for_good, is_promoted,
    source_ip, account, region,
    count(*) OVER (
      PARTITION BY principal, bucket_name ORDER BY event_time
      RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW) AS calls,
    count_if(is_batch) OVER (
      PARTITION BY principal, bucket_name ORDER BY event_time
      RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW) AS batches
  FROM deletions
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  CASE
    WHEN coalesce(bool_or(is_for_good AND is_promoted), false) THEN 'critical'
    WHEN max(calls) >= {{mass}} OR max(batches) >= {{mass_batches}}
      OR coalesce(bool_or(is_for_good OR is_promoted), false)
      THEN 'high'
    -- A batch may name a thousand keys.
    WHEN max(batches) > 0 THEN 'medium'
    ELSE 'informational'
  END AS severity,
  window_start,
  principal,
  bucket_name,
  min_by(object_key, ROW(event_time, event_id)) AS first_key,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM sliding
GROUP BY window_start, principal, bucket_name
ORDER BY event_time, event_id
