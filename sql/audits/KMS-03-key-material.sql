-- id: KMS-03
-- title: KMS key material imported or deleted
-- question: Does another party hold the material of a key, or did it delete the material?
-- severity: high
-- tactics: impact
-- references: Sigma AWS KMS Imported Key Material Usage; Elastic AWS KMS Imported Key Material
--   Deleted; ATT&CK T1486
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   key varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} called {event_name} for {key}
-- false positives: Companies that import their own key material by intent.
-- response: Imported key material can be deleted at once, without a waiting period. Find out who
--   has a copy of it.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    nullif(split_part(resource_arns, ' ', 1), ''),
    json_extract_scalar(request_parameters, '$.keyId')) AS key,
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
  AND eventName IN ('ImportKeyMaterial', 'DeleteImportedKeyMaterial')
ORDER BY event_time, event_id
