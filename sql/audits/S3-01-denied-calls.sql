-- id: S3-01
-- title: Object call denied
-- question: Which principal was denied a call about an object?
-- severity: low
-- tactics: discovery
-- references: CIS AWS Foundations 7.0 5.1; Elastic AWS S3 Bucket Enumeration or Brute Force;
--   Panther AWS.CloudTrail.UnauthorizedAPICall; ATT&CK T1619
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, error_code varchar, error_message varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} was refused {event_name} in {bucket_name} ({error_code})
-- false positives: A new client before its rights are granted; a scanner of public addresses that
--   tries bucket names.
-- response: If the principal should have access, grant it. If not, find out what it is looking for;
--   many denied buckets or keys within minutes are an exploration.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  error_code,
  error_message,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND error_code IN ('AccessDenied', 'VpceAccessDenied', 'AllAccessDisabled')
ORDER BY event_time, event_id
