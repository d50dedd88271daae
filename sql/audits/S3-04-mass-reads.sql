-- id: S3-04
-- title: Many objects read within minutes
-- question: Which principal reads so many objects at once that it may be a theft?
-- severity: medium
-- tactics: collection
-- references: Splunk AWS Exfiltration via Anomalous GetObject API Activity (risk 64); ATT&CK T1530
-- schedule: 15m
-- window: 1h
-- parameters: reads integer = 100; exempt list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   window_start timestamp(3), principal varchar, bucket_names varchar, bytes_out bigint,
--   source_ips varchar, account varchar, region varchar
-- row: principal, window_start
-- incident: principal
-- resource: bucket_names
-- message: {principal} read {event_count} objects of {bucket_names} within ten minutes
-- false positives: A new consumer of processed objects; an analyst's first look through Athena; an
--   auditor who reads everything sealed again. Name known consumers in exempt, by the value of
--   principal.
-- response: Ask the principal's owner. If the owner does not know of the reads, revoke the
--   principal's sessions, and list the objects it read (the same query, from event_time to
--   last_time) as disclosed.
WITH reads AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, principal, bucket_name, bytes_out, source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND error_code IS NULL
    AND eventName = 'GetObject'
    AND coalesce(user_type, '') <> 'AWSService'
    AND NOT contains({{exempt}}, principal)
    AND NOT coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false)
),
sliding AS (
  SELECT
    event_id,
    event_time,
    principal,
    bucket_name,
    bytes_out,
    source_ip,
    account,
    region,
    date_add('minute', -(minute(event_time) % 10), date_trunc('minute', event_time)) AS window_start,
    count(*) OVER (
      PARTITION BY principal ORDER BY event_time
      RANGE BETWEEN INTERVAL '10' MINUTE PRECEDING AND CURRENT ROW) AS within_ten_minutes
  FROM reads
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  max(within_ten_minutes) AS event_count,
  window_start,
  principal,
  array_join(slice(array_sort(array_agg(DISTINCT bucket_name)), 1, 5), ' ') AS bucket_names,
  sum(bytes_out) AS bytes_out,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM sliding
GROUP BY window_start, principal
HAVING max(within_ten_minutes) >= {{reads}}
ORDER BY event_time, event_id
