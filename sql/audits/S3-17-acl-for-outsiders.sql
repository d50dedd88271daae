-- id: S3-17
-- title: ACL for another account
-- question: Did an ACL give another account access to a bucket or an object?
-- severity: medium
-- tactics: exfiltration
-- references: ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_ids list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, grantees varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} called {event_name} on {bucket_name} {object_key} for {grantees}
-- false positives: The delivery of logs by AWS into buckets of the old kind; a partner: name its
--   canonical id in trusted_ids. Bucket owner enforced, which the baseline sets, makes S3 refuse
--   ACLs.
-- response: Restore the ACL. Set the bucket to BucketOwnerEnforced (waybill baseline apply), which
--   makes ACLs without effect.
WITH acls AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    coalesce(object_key, '') AS object_key,
    json_extract_scalar(request_parameters, '$.AccessControlPolicy.Owner.ID') AS owner,
    concat_ws(
      ' ',
      json_format(json_extract(request_parameters, '$.AccessControlPolicy.AccessControlList')),
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
),
-- A grantee is a canonical id of 64 hexadecimal digits or a mail address, in XML or in a header.
judged AS (
  SELECT
    event_time, event_id, event_name, principal, bucket_name, object_key,
    array_sort(array_distinct(filter(
      regexp_extract_all(grants, '(?i)(?:"ID":"|id=\\*"?)([0-9a-f]{64})', 1)
        || regexp_extract_all(
          grants, '(?i)(?:"EmailAddress":"|emailAddress=\\*"?)([^"\\,\s]+)', 1),
      it -> it <> coalesce(owner, '') AND NOT contains({{trusted_ids}}, it)))) AS grantees,
    source_ip, user_agent, account, region
  FROM acls
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  object_key,
  array_join(grantees, ' ') AS grantees,
  source_ip,
  user_agent,
  account,
  region
FROM judged
WHERE cardinality(grantees) > 0
ORDER BY event_time, event_id
