-- id: KMS-04
-- title: Use of a KMS key failing
-- question: Which principal failed to decrypt or encrypt, and why?
-- severity: low
-- tactics: none
-- references: CIS AWS Foundations 7.0 5.1
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   key varchar, error_code varchar, error_message varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} failed to {event_name} with {key} ({error_code})
-- false positives: Reads of objects under a key that the reader should not use. Throttling is not
--   judged.
-- response: If the principal is the pipeline, processing is stopped: grant kms:Decrypt and
--   kms:GenerateDataKey, or enable the key (KMS-01). Otherwise a principal can read an object but
--   not use its key, as intended.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    nullif(split_part(resource_arns, ' ', 1), ''),
    json_extract_scalar(request_parameters, '$.keyId')) AS key,
  error_code,
  error_message,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'kms.amazonaws.com'
  AND eventName IN (
    'Decrypt', 'GenerateDataKey', 'GenerateDataKeyWithoutPlaintext', 'GenerateDataKeyPair', 'ReEncrypt',
    'Encrypt')
  AND error_code IS NOT NULL
  AND NOT regexp_like(error_code, 'Throttling|DryRun|LimitExceeded|RequestLimit')
ORDER BY event_time, event_id
