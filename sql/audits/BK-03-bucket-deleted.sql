-- id: BK-03
-- title: Bucket deleted
-- question: Which bucket was deleted?
-- severity: medium
-- tactics: impact
-- references: Sigma AWS Bucket Deleted; Panther AWS.S3.BucketDeleted; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} deleted the bucket {bucket_name}
-- false positives: Buckets of tests.
-- response: A deleted bucket under custody is critical: other accounts can now take its name.
--   Create it again at once (waybill baseline apply), then find out which principal emptied it.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  IF(
    contains({{raw.buckets}}, bucket_name)
      OR bucket_name IN ({{provenance.bucket}}, {{log.bucket}}),
    'critical',
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
  AND eventName = 'DeleteBucket'
ORDER BY event_time, event_id
