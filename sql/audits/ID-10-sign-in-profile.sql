-- id: ID-10
-- title: Password for the console set
-- question: Who gave a user a password for the console, or changed it?
-- severity: medium
-- tactics: persistence
-- references: Elastic AWS IAM Login Profile Added to User; Sigma AWS User Login Profile Was
--   Modified; ATT&CK T1098.001
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   target varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, target
-- resource: target
-- message: {principal} called {event_name} for {target}
-- false positives: An administrator who invites a user or resets a password; users who change their
--   own password do so by ChangePassword, which is not judged.
-- response: Ask the administrator. A password for another user is a way to come back after access
--   keys were revoked: delete the profile, and check ID-02 for the user.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(json_extract_scalar(request_parameters, '$.userName'), user_name, user_type) AS target,
  CASE
    WHEN user_type = 'Root' AND json_extract_scalar(request_parameters, '$.userName') IS NULL
      THEN 'critical'
    WHEN json_extract_scalar(request_parameters, '$.userName') <> coalesce(user_name, '')
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
  AND error_code IS NULL
  AND eventName IN ('CreateLoginProfile', 'UpdateLoginProfile')
ORDER BY event_time, event_id
