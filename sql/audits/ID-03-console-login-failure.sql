-- id: ID-03
-- title: Console login failed
-- question: Who failed to sign in to the console?
-- severity: low
-- tactics: credential access
-- references: CIS AWS Foundations 7.0 5.6; Sigma AWS ConsoleLogin Failed Authentication; ATT&CK
--   T1110
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   user_type varchar, error_message varchar, mfa_used varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, source_ip
-- resource: principal
-- message: {principal} could not sign in from {source_ip}: {error_message}
-- false positives: A user who mistyped the password. Many failures from one address or of one user
--   within minutes are guesses.
-- response: For many failures, block the address and have the user change the password.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  user_type,
  error_message,
  json_extract_scalar(additional_event_data, '$.MFAUsed') AS mfa_used,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'signin.amazonaws.com'
  AND eventName = 'ConsoleLogin'
  AND json_extract_scalar(response_elements, '$.ConsoleLogin') = 'Failure'
ORDER BY event_time, event_id
