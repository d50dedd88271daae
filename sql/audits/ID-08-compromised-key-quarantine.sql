-- id: ID-08
-- title: Quarantine policy of AWS attached
-- question: Whose key did AWS find in public?
-- severity: high
-- tactics: credential access
-- references: Elastic AWS IAM CompromisedKeyQuarantine Policy Attached to User; Panther
--   AWS.CloudTrail.IAMCompromisedKeyQuarantine; ATT&CK T1552.001
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   target varchar, policy varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: target
-- resource: target
-- message: AWS holds a key of {target} for compromised: {policy} was attached
-- false positives: None.
-- response: Delete the key today, and list everything that was done with it since it was created
--   (ID-05). The quarantine policy does not stop reads of S3.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  json_extract_scalar(request_parameters, '$.userName') AS target,
  json_extract_scalar(request_parameters, '$.policyArn') AS policy,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'iam.amazonaws.com'
  AND eventName IN ('AttachUserPolicy', 'AttachRolePolicy', 'AttachGroupPolicy')
  AND regexp_like(
    json_extract_scalar(request_parameters, '$.policyArn'), '/AWSCompromisedKeyQuarantine[A-Za-z0-9]*$')
  AND error_code IS NULL
ORDER BY event_time, event_id
