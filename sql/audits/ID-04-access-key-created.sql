-- id: ID-04
-- title: Access key created
-- question: Who created a credential that does not expire?
-- severity: medium
-- tactics: persistence
-- references: Elastic AWS IAM User Created Access Keys For Another User; Sigma AWS IAM Backdoor
--   Users Keys; Panther AWS.CloudTrail.RootAccessKeyCreated; ATT&CK T1098.001
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   target varchar, access_key varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, target
-- resource: target
-- message: {principal} created the access key {access_key} for {target}
-- false positives: A technical user that cannot have a role; an administrator who creates the key
--   for a user.
-- response: If the key is for another user, or for root, deactivate it until its owner confirms it.
--   Waybill itself accepts temporary credentials only.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    json_extract_scalar(request_parameters, '$.userName'),
    json_extract_scalar(response_elements, '$.accessKey.userName'),
    user_name,
    user_type) AS target,
  json_extract_scalar(response_elements, '$.accessKey.accessKeyId') AS access_key,
  CASE
    WHEN user_type = 'Root' AND json_extract_scalar(request_parameters, '$.userName') IS NULL
      THEN 'critical'
    WHEN json_extract_scalar(request_parameters, '$.userName') IS NOT NULL
      AND (user_name IS NULL
        OR json_extract_scalar(request_parameters, '$.userName') <> user_name)
      THEN 'high'
    ELSE 'medium'
  END AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'iam.amazonaws.com'
  AND eventName = 'CreateAccessKey'
  AND error_code IS NULL
ORDER BY event_time, event_id
