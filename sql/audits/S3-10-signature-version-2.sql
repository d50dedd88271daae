-- id: S3-10
-- title: Request signed with Signature Version 2
-- question: Which clients still use the signature version that AWS disabled for new buckets?
-- severity: low
-- tactics: none
-- references: https://docs.aws.amazon.com/AmazonS3/latest/userguide/cloudtrail-request-identification.html
-- schedule: 1h
-- window: 2h
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), principal varchar, bucket_name varchar, user_agent varchar,
--   source_ips varchar, account varchar, region varchar
-- row: principal, bucket_name, user_agent, hour
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} signs requests to {bucket_name} with Signature Version 2
-- false positives: None; the client is outdated.
-- response: Update the client: SigV2 signs neither the body nor most headers.
WITH calls AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, principal, bucket_name, user_agent, source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND signature_version = 'SigV2'
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  principal,
  bucket_name,
  user_agent,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM calls
GROUP BY principal, bucket_name, user_agent, date_trunc('hour', event_time)
ORDER BY event_time, event_id
