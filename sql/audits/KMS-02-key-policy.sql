-- id: KMS-02
-- title: KMS key policy changed
-- question: Which principals may use a key from now on?
-- severity: medium
-- tactics: persistence
-- references: Elastic AWS KMS Key Policy Updated via PutKeyPolicy; ATT&CK T1098
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   key varchar, policy varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} changed the policy of {key}
-- false positives: A deployment, and waybill baseline apply.
-- response: Compare the policy with the intended one. A policy can lock out all principals,
--   including the account.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    nullif(split_part(resource_arns, ' ', 1), ''),
    json_extract_scalar(request_parameters, '$.keyId')) AS key,
  json_extract_scalar(request_parameters, '$.policy') AS policy,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'kms.amazonaws.com'
  AND error_code IS NULL
  AND eventName = 'PutKeyPolicy'
ORDER BY event_time, event_id
