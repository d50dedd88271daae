-- id: S3-07
-- title: Object copied to a bucket of another account
-- question: Did one of our principals copy objects to a bucket that we do not control?
-- severity: medium
-- tactics: exfiltration
-- references: Panther AWS.S3.CopyObjectToExternalAccountBucket; ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   copy_source varchar, bucket_name varchar, object_key varchar, bucket_owner varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: copy_source
-- message: {principal} copied {copy_source} to {bucket_name} of account {bucket_owner}
-- false positives: A partner's bucket: name its account in trusted_accounts.
-- response: Treat the copied objects as disclosed. Revoke the principal's sessions, and restrict
--   its writes with aws:ResourceAccount.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  copy_source,
  bucket_name,
  object_key,
  bucket_owner,
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
  AND eventName IN ('CopyObject', 'UploadPartCopy')
  AND bucket_owner <> coalesce(recipient_account, {{account}})
  AND NOT contains({{trusted_accounts}}, bucket_owner)
ORDER BY event_time, event_id
