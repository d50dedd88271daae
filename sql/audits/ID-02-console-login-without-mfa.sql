-- id: ID-02
-- title: Console login without MFA
-- question: Who signed in to the console with a password only?
-- severity: high
-- tactics: initial access
-- references: CIS AWS Foundations 7.0 5.2; Elastic AWS IAM User Console Login Without MFA; Sigma
--   AWS Successful Console Login Without MFA; Panther AWS.Console.LoginWithoutMFA; ATT&CK T1078.004
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   user_type varchar, mfa_used varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: principal
-- message: {principal} signed in to the console without MFA from {source_ip}
-- false positives: None. Sign-ins through SAML and IAM Identity Center are not judged, because AWS
--   does not see their second factor.
-- response: Have the user enrol MFA, and deny calls without it (aws:MultiFactorAuthPresent).
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  user_type,
  json_extract_scalar(additional_event_data, '$.MFAUsed') AS mfa_used,
  IF(user_type = 'Root', 'critical', 'high') AS severity,
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
  AND json_extract_scalar(response_elements, '$.ConsoleLogin') = 'Success'
  AND user_type IN ('IAMUser', 'Root')
  AND lower(coalesce(json_extract_scalar(additional_event_data, '$.MFAUsed'), 'no'))
    NOT IN ('yes', 'true')
  AND json_extract_scalar(additional_event_data, '$.SamlProviderArn') IS NULL
ORDER BY event_time, event_id
