-- id: S3-06
-- title: Object written under another account's KMS key
-- question: Was an object encrypted with a key that another account can take away?
-- severity: high
-- tactics: impact
-- references: Elastic AWS S3 Object Encryption Using External KMS Key; Panther
--   AWS.S3.CopyObject.CrossAccount.Encryption.KMS; ATT&CK T1486
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, kms_key_id varchar,
--   key_account varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name, key_account
-- resource: bucket_name
-- message: {principal} encrypted {bucket_name}/{object_key} under a KMS key of account {key_account}
-- false positives: A key in a central account: name the account in trusted_accounts.
-- response: Revoke the principal's sessions and restore the previous versions while the other
--   account still allows decryption.
WITH writes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    object_key,
    version_id,
    -- An update of the encryption names the key in the request's document.
    coalesce(
      kms_key_id,
      IF(
        eventName = 'UpdateObjectEncryption',
        regexp_extract(request_parameters, '"KMSKeyArn"\s*:\s*"([^"]+)"', 1))) AS kms_key_id,
    coalesce(bucket_owner, {{account}}) AS owner,
    coalesce(recipient_account, {{account}}) AS recipient,
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
    AND eventName IN (
      'PutObject', 'CopyObject', 'PostObject', 'CreateMultipartUpload', 'UpdateObjectEncryption')
),
keyed AS (
  SELECT *, regexp_extract(kms_key_id, '^arn:[a-z-]+:kms:[a-z0-9-]*:(\d{12}):', 1) AS key_account
  FROM writes
)
SELECT
  event_time, event_id, event_name, principal, bucket_name, object_key, version_id, kms_key_id,
  key_account, source_ip, user_agent, account, region
FROM keyed
WHERE key_account NOT IN (owner, recipient)
  AND NOT contains({{trusted_accounts}}, key_account)
ORDER BY event_time, event_id
