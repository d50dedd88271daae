-- id: BK-13
-- title: Default encryption changed
-- question: Will new objects be encrypted under a key that we do not control?
-- severity: medium
-- tactics: impact
-- references: ATT&CK T1486
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, algorithm varchar, key varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} changed the default encryption of {bucket_name} to {algorithm} {key}
-- false positives: waybill baseline apply sets the configured key, which is no finding. Other
--   buckets by intent are medium.
-- response: Restore the configuration (waybill baseline apply). S3-09 and S3-06 name the objects
--   that were written under the other key.
WITH changes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    coalesce(
      json_extract(
        request_parameters,
        '$.ServerSideEncryptionConfiguration.Rule.ApplyServerSideEncryptionByDefault'),
      json_extract(
        request_parameters,
        '$.ServerSideEncryptionConfiguration.Rule[0].ApplyServerSideEncryptionByDefault')) AS rule,
    coalesce(recipient_account, {{account}}) AS own_account,
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
    AND eventName = 'PutBucketEncryption'
),
judged AS (
  SELECT
    event_time,
    event_id,
    event_name,
    principal,
    bucket_name,
    coalesce(json_extract_scalar(rule, '$.SSEAlgorithm'), '') AS algorithm,
    coalesce(json_extract_scalar(rule, '$.KMSMasterKeyID'), '') AS key,
    contains({{raw.buckets}}, bucket_name)
      OR bucket_name IN ({{provenance.bucket}}, {{log.bucket}}) AS is_ours,
    own_account,
    source_ip,
    user_agent,
    account,
    region
  FROM changes
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  algorithm,
  key,
  CASE
    WHEN regexp_extract(key, ':(\d{12}):', 1) <> own_account THEN 'critical'
    WHEN contains({{raw.buckets}}, bucket_name) THEN 'high'
    ELSE 'medium'
  END AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
-- A key is named by its ARN, its id or an alias.
WHERE regexp_extract(key, ':(\d{12}):', 1) <> own_account
  OR (is_ours
    AND NOT (
      algorithm IN ('aws:kms', 'aws:kms:dsse')
      AND regexp_extract(key, '[^/]+$') = regexp_extract({{kms.key}}, '[^/]+$'))
    -- The log bucket has S3's own keys unless it was given one.
    AND NOT (bucket_name = {{log.bucket}} AND algorithm = 'AES256'))
ORDER BY event_time, event_id
