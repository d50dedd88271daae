-- id: S3-12
-- title: Request that needed an ACL
-- question: Which accesses would fail if ACLs were disabled, as recommended?
-- severity: low
-- tactics: none
-- references: https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-ownership-migrating-acls-prerequisites.html
-- schedule: 1h
-- window: 2h
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), principal varchar, bucket_name varchar, event_name varchar,
--   first_key varchar, source_ips varchar, account varchar, region varchar
-- row: principal, bucket_name, event_name, hour
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} could do {event_name} in {bucket_name} only because of an ACL
-- false positives: None; an ACL grants the access.
-- response: Grant the access in the bucket policy instead, then set the bucket to
--   BucketOwnerEnforced.
WITH calls AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, eventName AS event_name, principal, bucket_name, object_key,
    source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND error_code IS NULL
    AND lower(acl_required) IN ('yes', 'true')
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  principal,
  bucket_name,
  event_name,
  min_by(object_key, ROW(event_time, event_id)) AS first_key,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM calls
GROUP BY principal, bucket_name, event_name, date_trunc('hour', event_time)
ORDER BY event_time, event_id
