-- id: S3-05
-- title: Object written under a key that only the writer has
-- question: Was an object encrypted with SSE-C, so that we cannot read it without the writer's key?
-- severity: high
-- tactics: impact
-- references: Elastic Excessive AWS S3 Object Encryption with SSE-C; Elastic Unusual AWS S3 Object
--   Encryption with SSE-C; Panther AWS.S3.CopyObjectWithClientSideEncryption; ATT&CK T1486
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, customer_algorithm varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} encrypted {bucket_name}/{object_key} with a key of its own (SSE-C)
-- false positives: A client that uses SSE-C by intent; the pipeline cannot seal its objects.
-- response: This is a preparation for ransom. Revoke the principal's sessions, deny SSE-C in the
--   bucket policy, and restore the previous versions.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  version_id,
  coalesce(customer_algorithm, sse_applied) AS customer_algorithm,
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
  AND eventName IN ('PutObject', 'CopyObject', 'PostObject', 'CreateMultipartUpload')
  AND (customer_algorithm IS NOT NULL OR sse_applied = 'SSE_C')
ORDER BY event_time, event_id
