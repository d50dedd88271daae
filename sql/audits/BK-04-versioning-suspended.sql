-- id: BK-04
-- title: Versioning suspended
-- question: In which bucket can an object now be overwritten without a trace?
-- severity: medium
-- tactics: impact
-- references: Sigma AWS S3 Bucket Versioning Disable; Elastic AWS S3 Object Versioning Suspended;
--   Panther AWS.S3.SuspendVersioning; Splunk AWS Disable Bucket Versioning (risk 64); ATT&CK T1490
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} suspended versioning of {bucket_name}
-- false positives: None on a bucket under custody.
-- response: Enable versioning again (waybill baseline apply). Objects written in the meantime have
--   the version null: look for lost objects between the two events.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  IF(
    contains({{raw.buckets}}, bucket_name)
      OR bucket_name IN ({{provenance.bucket}}, {{log.bucket}}),
    'high',
    'medium') AS severity,
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
  AND eventName = 'PutBucketVersioning'
  AND json_extract_scalar(request_parameters, '$.VersioningConfiguration.Status') = 'Suspended'
ORDER BY event_time, event_id
