-- id: BK-01
-- title: Policy, ACL, CORS, lifecycle or replication of a bucket changed
-- question: Who changed what a bucket allows?
-- severity: medium
-- tactics: collection
-- references: CIS AWS Foundations 7.0 5.8; Panther AWS.S3.BucketPolicyModified; Panther
--   AWS.S3.BucketDeleted; Elastic AWS S3 Bucket Configuration Deletion; Splunk AWS Exfiltration via
--   Bucket Replication (risk 64); ATT&CK T1530
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, policy varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} called {event_name} on {bucket_name}
-- false positives: A deployment, and waybill baseline apply.
-- response: Compare the policy with the intended one (waybill baseline check). BK-02 shows whether
--   the new policy gives outsiders access, S3-13 and S3-17 an ACL, BK-09 a replication, and BK-10
--   whether a rule deletes objects.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  json_format(json_extract(request_parameters, '$.bucketPolicy')) AS policy,
  IF(eventName IN ('PutBucketPolicy', 'DeleteBucketPolicy'), 'medium', 'low') AS severity,
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
  -- Deleted configurations are judged by BK-08.
  AND eventName IN (
    'PutBucketPolicy', 'DeleteBucketPolicy', 'PutBucketAcl', 'PutBucketCors', 'PutBucketLifecycle',
    'PutBucketLifecycleConfiguration', 'PutBucketReplication')
ORDER BY event_time, event_id
