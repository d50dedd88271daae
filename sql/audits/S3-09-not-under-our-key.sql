-- id: S3-09
-- title: Object in the raw bucket not under the pipeline's KMS key
-- question: Which objects of the raw bucket are not encrypted with SSE-KMS under the configured
--   key?
-- severity: high
-- tactics: none
-- references: Security Hub S3.17
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, sse_applied varchar,
--   kms_key_id varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} wrote {bucket_name}/{object_key} encrypted by {sse_applied} under {kms_key_id}
-- false positives: When waybill.kms.key is an alias, a key of this account that the writer named by
--   its ARN is not judged, because CloudTrail does not report the key behind an alias. Configure
--   the key's ARN.
-- response: Set the bucket's default encryption (waybill baseline apply), and have the writer
--   remove its own encryption headers. Upload the object again; the pipeline rejects the current
--   version.
WITH events AS (
  SELECT
    *,
    -- An update of the encryption names the method and the key in the request's document.
    IF(
      eventName = 'UpdateObjectEncryption',
      IF(regexp_like(request_parameters, '"SSE-?S3"\s*:'), 'SSE_S3', 'SSE_KMS'),
      sse_applied) AS method,
    IF(
      eventName = 'UpdateObjectEncryption',
      coalesce(
        regexp_extract(request_parameters, '"KMSKeyArn"\s*:\s*"([^"]+)"', 1), kms_key_id),
      kms_key_id) AS key
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND error_code IS NULL
    AND contains({{raw.buckets}}, bucket_name)
    AND eventName IN (
      'PutObject', 'CopyObject', 'PostObject', 'CompleteMultipartUpload', 'UpdateObjectEncryption')
    -- A drill encrypts an object of its own again, under a key of the account.
    AND NOT coalesce(
      eventName = 'UpdateObjectEncryption'
        AND starts_with(object_key, {{test}} || 'drill/')
        AND (role_arn = {{service.role}}
          OR (account_id = {{account}} AND role_name = {{service.role}})),
      false)
),
writes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    object_key,
    version_id,
    method AS sse_applied,
    requested_kms_key,
    key AS kms_key_id,
    source_ip,
    user_agent,
    account,
    region,
    regexp_extract(key, '^arn:[a-z-]+:kms:[a-z0-9-]*:(\d{12}):', 1) AS key_account,
    regexp_extract(key, '[^/]+$') AS key_name,
    regexp_extract({{kms.key}}, '[^/]+$') AS our_name,
    regexp_like({{kms.key}}, '(^|:)alias/') AS ours_is_alias
  FROM events
)
SELECT
  event_time, event_id, event_name, principal, bucket_name, object_key, version_id, sse_applied,
  kms_key_id, source_ip, user_agent, account, region
FROM writes
WHERE NOT regexp_like(lower(coalesce(sse_applied, '')), 'kms')
  OR (NOT ours_is_alias AND kms_key_id IS NOT NULL AND key_name <> our_name)
  OR (ours_is_alias AND key_account <> {{account}})
  OR (ours_is_alias AND regexp_like(requested_kms_key, '(^|:)alias/')
    AND regexp_extract(requested_kms_key, '[^/]+$') <> our_name)
ORDER BY event_time, event_id
