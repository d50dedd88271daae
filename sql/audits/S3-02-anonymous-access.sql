-- id: S3-02
-- title: Object accessed without signing in
-- question: What was accessed in our buckets without credentials?
-- severity: medium
-- tactics: collection
-- references: Elastic AWS S3 Unauthenticated Bucket Access by Rare Source; Panther
--   AWS.S3.ServerAccess.Unauthenticated; ATT&CK T1530
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, bytes_out bigint, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: bucket_name
-- resource: bucket_name
-- message: {event_name} of {bucket_name}/{object_key} succeeded from {source_ip} without credentials
-- false positives: A bucket that serves a public site by intent. None of Waybill's buckets does.
-- response: Block public access to the bucket (waybill baseline apply), then find out what else was
--   read from the same address.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  bytes_out,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND error_code IS NULL
  AND user_type IN ('AWSAccount', 'Unknown')
  AND (lower(account_id) IN ('anonymous', 'anonymous_principal') OR lower(principal_id) = 'anonymous')
  AND eventName <> 'PreflightRequest'
ORDER BY event_time, event_id
