-- id: ID-06
-- title: MFA device deactivated
-- question: Whose second factor was removed?
-- severity: high
-- tactics: persistence, defense impairment
-- references: Elastic AWS IAM Deactivation of MFA Device; Splunk AWS Multi-Factor Authentication
--   Disabled (risk 64); ATT&CK T1556.006
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   target varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, target
-- resource: target
-- message: {principal} called {event_name} for {target}
-- false positives: A user who replaces a phone.
-- response: Ask the user. If another person did it, revoke the sessions of both, and check ID-02
--   for the user.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    json_extract_scalar(request_parameters, '$.userName'),
    json_extract_scalar(request_parameters, '$.serialNumber')) AS target,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'iam.amazonaws.com'
  AND eventName IN ('DeactivateMFADevice', 'DeleteVirtualMFADevice')
  AND error_code IS NULL
ORDER BY event_time, event_id
