-- id: S3-03
-- title: Objects deleted by somebody other than the pipeline
-- question: Which principal deletes objects, and how many?
-- severity: informational
-- references: Panther AWS.S3.DeleteObject; Panther AWS.S3.DeleteObjects; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- parameters: mass integer = 100
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   severity varchar, window_start timestamp(3), principal varchar, bucket_name varchar,
--   first_key varchar, source_ips varchar, account varchar, region varchar
-- row: principal, bucket_name, window_start, severity
-- incident: principal, bucket_name, severity
-- resource: bucket_name
-- message: {principal} deleted in {bucket_name}: {event_count} calls within ten minutes
-- false positives: Housekeeping by an operator. One DeleteObjects call counts once, although it may
--   name a thousand keys: CloudTrail does not list them.
-- response: An object that was deleted without naming a version is noncurrent, not lost: remove the
--   delete marker. A version that was deleted is lost. This, a deletion below the processed prefix, and
--   a mass deletion are high: revoke the principal's sessions first.
WITH deletions AS (
  SELECT DISTINCT
    event_id,
    eventTime AS event_time,
    date_add('minute', -(minute(eventTime) % 10), date_trunc('minute', eventTime)) AS window_start,
    principal,
    bucket_name,
    object_key,
    requested_version_id IS NOT NULL
      OR (bucket_name = {{raw.bucket}} AND starts_with(object_key, {{processed}})) AS of_evidence,
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
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  IF(
    count(DISTINCT event_id) >= {{mass}} OR coalesce(bool_or(of_evidence), false),
    'high',
    'informational') AS severity,
  window_start,
  principal,
  bucket_name,
  min_by(object_key, ROW(event_time, event_id)) AS first_key,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM deletions
GROUP BY window_start, principal, bucket_name
ORDER BY event_time, event_id
