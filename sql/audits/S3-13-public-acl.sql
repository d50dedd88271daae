-- id: S3-13
-- title: Public ACL set on a bucket or an object
-- question: Did an ACL make a bucket or an object public?
-- severity: high
-- tactics: collection
-- references: Elastic AWS S3 Bucket ACL Modified to Allow Public Access by New Identity; Splunk
--   Detect New Open S3 buckets (risk 48); ATT&CK T1530
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, acl varchar, grants varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} opened {bucket_name} {object_key} to everybody by {event_name}
-- false positives: A public site by intent. authenticated-read and AuthenticatedUsers are public too:
--   they mean every AWS user in the world.
-- response: Restore the ACL and block public access to the bucket and the account. S3-02 shows what
--   was read in the meantime.
WITH acls AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    object_key,
    acl,
    concat_ws(
      ' ',
      json_format(json_extract(request_parameters, '$.AccessControlPolicy')),
      json_format(json_extract(request_parameters, '$.accessControlList')),
      json_format(json_extract(request_parameters, '$["x-amz-grant-read"]')),
      json_format(json_extract(request_parameters, '$["x-amz-grant-write"]')),
      json_format(json_extract(request_parameters, '$["x-amz-grant-read-acp"]')),
      json_format(json_extract(request_parameters, '$["x-amz-grant-write-acp"]')),
      json_format(json_extract(request_parameters, '$["x-amz-grant-full-control"]'))) AS grants,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND error_code IS NULL
    AND eventName IN (
      'PutBucketAcl', 'CreateBucket', 'PutObjectAcl', 'PutObject', 'CopyObject', 'PostObject',
      'CreateMultipartUpload')
)
SELECT
  event_time, event_id, event_name, principal, bucket_name, object_key, acl, grants, source_ip,
  user_agent, account, region
FROM acls
WHERE acl IN ('public-read', 'public-read-write', 'authenticated-read')
  OR regexp_like(grants, '/groups/global/(AllUsers|AuthenticatedUsers)')
ORDER BY event_time, event_id
