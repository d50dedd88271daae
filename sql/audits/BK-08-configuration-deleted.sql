-- id: BK-08
-- title: Bucket's configuration deleted
-- question: Which bucket lost its encryption, replication, lifecycle, CORS, website or ownership
--   configuration?
-- severity: medium
-- tactics: stealth
-- references: CIS AWS Foundations 7.0 5.8; Elastic AWS S3 Bucket Configuration Deletion; Panther
--   AWS.S3.BucketPolicyModified; Panther AWS.S3.BucketDeleted; Panther
--   AWS.S3.DeleteBucketEncryption; Panther AWS.S3.DeleteBucketReplication; ATT&CK T1070
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} called {event_name} on {bucket_name}
-- false positives: A deployment that replaces a configuration by deleting it first.
-- response: Set the configuration again (waybill baseline apply). A bucket without default
--   encryption of its own uses SSE-S3: see S3-09.
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
  AND eventName IN (
    'DeleteBucketEncryption', 'DeleteBucketReplication', 'DeleteBucketLifecycle',
    'DeleteBucketLifecycleConfiguration', 'DeleteBucketCors', 'DeleteBucketWebsite',
    'DeleteBucketOwnershipControls')
ORDER BY event_time, event_id
