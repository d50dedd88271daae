-- id: ID-11
-- title: The service's role assumed by somebody else
-- question: Who other than its own platform got credentials of the role of Waybill?
-- severity: critical
-- tactics: privilege escalation, lateral movement
-- references: ATT&CK T1078.004; ATT&CK T1550.001
-- schedule: 15m
-- window: 1h
-- parameters: trusted list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   assumed_role varchar, session varchar, error_code varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: assumed_role
-- message: {principal} called {event_name} for {assumed_role} as {session} ({error_code})
-- false positives: The platform that runs Waybill: EC2, ECS and Lambda assume its role as services
--   and are not judged. Name the identity of a Kubernetes service account, or of an operator who
--   may use the role, in trusted, by the value of principal.
-- response: Six audits trust what this role does. Revoke its sessions, restrict its trust policy
--   (waybill baseline check), and judge every act of the session by PL-04 and reconciliation. A try
--   that was refused is medium.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  json_extract_scalar(request_parameters, '$.roleArn') AS assumed_role,
  json_extract_scalar(request_parameters, '$.roleSessionName') AS session,
  coalesce(error_code, '') AS error_code,
  CASE
    WHEN error_code IS NOT NULL THEN 'medium'
    -- The role's trust policy names the service account, so this is mostly the service itself.
    WHEN eventName = 'AssumeRoleWithWebIdentity' THEN 'medium'
    ELSE 'critical'
  END AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'sts.amazonaws.com'
  AND eventName IN (
    'AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity', 'AssumeRoot')
  AND coalesce(user_type, '') <> 'AWSService'
  AND (
    json_extract_scalar(request_parameters, '$.roleArn') = {{service.role}}
    OR regexp_extract(json_extract_scalar(request_parameters, '$.roleArn'), ':(\d{12}):role/', 1)
        = {{account}}
      AND regexp_extract(json_extract_scalar(request_parameters, '$.roleArn'), '[^/]+$')
        = {{service.role}})
  AND NOT contains({{trusted}}, principal)
ORDER BY event_time, event_id
