-- id: BK-07
-- title: Public access block removed or weakened
-- question: Which bucket can now be made public?
-- severity: high
-- tactics: defense impairment
-- references: Panther AWS.S3.DeletePublicAccessBlock; ATT&CK T1685
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, configuration varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} weakened the public access block of {bucket_name} ({event_name})
-- false positives: A public site by intent.
-- response: Set all four settings again (waybill baseline apply). S3-13 and BK-02 show whether
--   anything was opened in the meantime. A finding without a bucket is about the block of the whole
--   account.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  json_format(json_extract(request_parameters, '$.PublicAccessBlockConfiguration')) AS configuration,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 's3.amazonaws.com'
  AND error_code IS NULL
  AND (
    eventName IN ('DeleteBucketPublicAccessBlock', 'DeleteAccountPublicAccessBlock')
    OR (
      eventName IN ('PutBucketPublicAccessBlock', 'PutAccountPublicAccessBlock')
      AND json_extract(request_parameters, '$.PublicAccessBlockConfiguration') IS NOT NULL
      AND NOT (
        coalesce(json_extract_scalar(
          request_parameters, '$.PublicAccessBlockConfiguration.BlockPublicAcls') = 'true', false)
        AND coalesce(json_extract_scalar(
          request_parameters, '$.PublicAccessBlockConfiguration.IgnorePublicAcls') = 'true', false)
        AND coalesce(json_extract_scalar(
          request_parameters, '$.PublicAccessBlockConfiguration.BlockPublicPolicy') = 'true', false)
        AND coalesce(json_extract_scalar(
          request_parameters, '$.PublicAccessBlockConfiguration.RestrictPublicBuckets') = 'true',
          false))))
ORDER BY event_time, event_id
