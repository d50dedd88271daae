-- id: S3-18
-- title: Many bytes read within an hour
-- question: Which principal reads so much data that it may be a theft, however few objects it is
--   in?
-- severity: medium
-- tactics: collection
-- references: Splunk AWS Exfiltration via Anomalous GetObject API Activity (risk 64); ATT&CK T1530
-- schedule: 15m
-- window: 2h
-- parameters: gigabytes integer = 100; exempt list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   window_start timestamp(3), principal varchar, bucket_names varchar, gigabytes bigint,
--   severity varchar, source_ips varchar, account varchar, region varchar
-- row: principal, window_start
-- incident: principal
-- resource: bucket_names
-- message: {principal} read {gigabytes} GB of {bucket_names} within an hour
-- false positives: A consumer of large objects, and an auditor who reads everything again. Name
--   known consumers in exempt, by the value of principal.
-- response: As for S3-04: ask the principal's owner; if the owner does not know of the reads,
--   revoke the principal's sessions and treat what it read as disclosed.
WITH reads AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, principal, bucket_name, bytes_out, source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND error_code IS NULL
    AND eventName IN ('GetObject', 'SelectObjectContent', 'GetObjectTorrent')
    AND coalesce(user_type, '') <> 'AWSService'
    AND NOT contains({{exempt}}, principal)
    AND NOT coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false)
),
-- The hour slides, so that a read across a full hour is not halved.
sliding AS (
  SELECT
    event_id, event_time, principal, bucket_name, source_ip, account, region,
    date_trunc('hour', event_time) AS window_start,
    sum(greatest(coalesce(bytes_out, 0), 0)) OVER (
      PARTITION BY principal ORDER BY event_time
      RANGE BETWEEN INTERVAL '1' HOUR PRECEDING AND CURRENT ROW) AS within_an_hour
  FROM reads
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(*) AS event_count,
  window_start,
  principal,
  array_join(slice(array_sort(array_agg(DISTINCT bucket_name)), 1, 5), ' ') AS bucket_names,
  CAST(floor(max(within_an_hour) / 1e9) AS bigint) AS gigabytes,
  IF(max(within_an_hour) >= 1e10 * {{gigabytes}}, 'high', 'medium') AS severity,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM sliding
GROUP BY window_start, principal
HAVING max(within_an_hour) >= 1e9 * {{gigabytes}}
ORDER BY event_time, event_id
