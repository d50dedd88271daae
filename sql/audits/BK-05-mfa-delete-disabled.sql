-- id: BK-05
-- title: MFA delete disabled
-- question: In which bucket can a version now be deleted without a second factor?
-- severity: low
-- tactics: impact
-- references: Panther AWS.S3.DisableMfaDelete; ATT&CK T1490
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} turned off MFA delete of {bucket_name}
-- false positives: Tools that set versioning send MfaDelete Disabled even where MFA delete was
--   never enabled.
-- response: Only root can turn off MFA delete: see ID-01. Enable it again.
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
  AND eventName = 'PutBucketVersioning'
  AND json_extract_scalar(request_parameters, '$.VersioningConfiguration.MfaDelete') = 'Disabled'
ORDER BY event_time, event_id
