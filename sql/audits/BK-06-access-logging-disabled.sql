-- id: BK-06
-- title: Server access logging disabled
-- question: Which bucket stopped logging its accesses?
-- severity: medium
-- tactics: defense impairment
-- references: Elastic AWS S3 Bucket Server Access Logging Disabled; Panther
--   AWS.S3.DisableBucketLogging; ATT&CK T1685.002
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} turned off server access logging of {bucket_name}
-- false positives: A bucket whose accesses CloudTrail also records.
-- response: Enable access logging again, and check what the principal did next.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
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
  AND eventName = 'PutBucketLogging'
  AND json_extract(request_parameters, '$.BucketLoggingStatus') IS NOT NULL
  AND json_extract(request_parameters, '$.BucketLoggingStatus.LoggingEnabled') IS NULL
ORDER BY event_time, event_id
