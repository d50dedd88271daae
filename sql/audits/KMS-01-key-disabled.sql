-- id: KMS-01
-- title: KMS key disabled or its deletion scheduled
-- question: Which key can no longer decrypt its data?
-- severity: high
-- tactics: impact
-- references: CIS AWS Foundations 7.0 5.7; Elastic AWS KMS Customer Managed Key Disabled or
--   Scheduled for Deletion; Panther AWS.KMS.CustomerManagedKeyLoss; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   key varchar, deletion_date varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} called {event_name} for {key}
-- false positives: A key that is retired by intent, weeks after its last use.
-- response: Cancel the deletion and enable the key: until then neither the pipeline nor any other
--   client can read data encrypted under it. After the waiting period the key cannot be recovered.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    nullif(split_part(resource_arns, ' ', 1), ''),
    json_extract_scalar(request_parameters, '$.keyId')) AS key,
  json_extract_scalar(response_elements, '$.deletionDate') AS deletion_date,
  IF(
    regexp_extract({{kms.key}}, '[^/]+$') IN (
      regexp_extract(split_part(resource_arns, ' ', 1), '[^/]+$'),
      regexp_extract(json_extract_scalar(request_parameters, '$.keyId'), '[^/]+$')),
    'critical',
    'high') AS severity,
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
  AND eventName IN ('DisableKey', 'ScheduleKeyDeletion')
ORDER BY event_time, event_id
