-- id: CT-06
-- title: CloudTrail cannot deliver
-- question: Is the delivery of log files denied, so that nothing will be recorded?
-- severity: high
-- tactics: none
-- references: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html
-- schedule: 15m
-- window: 1h
-- parameters: transient integer = 3
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), event_name varchar, target varchar, error_code varchar,
--   error_message varchar, severity varchar, account varchar, region varchar
-- row: event_name, target, error_code, hour
-- incident: target
-- resource: target
-- message: CloudTrail was refused {event_name} on {target} ({error_code})
-- false positives: A new trail whose bucket policy is set a moment later. Failures of S3 that pass are
--   low until they come transient times within an hour.
-- response: Set the bucket policy and the key policy (waybill baseline apply). CloudTrail retries
--   for a while; log files that it cannot deliver by then are lost.
WITH refused AS (
  SELECT DISTINCT
    event_id,
    eventTime AS event_time,
    eventName AS event_name,
    coalesce(bucket_name, nullif(split_part(resource_arns, ' ', 1), ''), 'unknown') AS target,
    error_code,
    error_message,
    account,
    region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND error_code IS NOT NULL
    AND invoked_by = 'cloudtrail.amazonaws.com'
    AND eventName IN ('PutObject', 'GetBucketAcl', 'GetBucketLocation')
  UNION ALL
  SELECT DISTINCT
    event_id,
    eventTime AS event_time,
    eventName AS event_name,
    coalesce(
      nullif(split_part(resource_arns, ' ', 1), ''),
      json_extract_scalar(request_parameters, '$.keyId'),
      'unknown') AS target,
    error_code,
    error_message,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_source = 'kms.amazonaws.com'
    AND error_code IS NOT NULL
    AND invoked_by = 'cloudtrail.amazonaws.com'
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  event_name,
  target,
  error_code,
  min(error_message) AS error_message,
  -- S3 fails for a moment now and then, and CloudTrail delivers again.
  IF(
    count(DISTINCT event_id) < {{transient}}
      AND regexp_like(error_code, '(?i)InternalError|ServiceUnavailable|SlowDown|Throttl|RequestTimeout'),
    'low',
    'high') AS severity,
  min(account) AS account,
  min(region) AS region
FROM refused
GROUP BY event_name, target, error_code, date_trunc('hour', event_time)
ORDER BY event_time, event_id
