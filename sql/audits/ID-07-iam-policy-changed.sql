-- id: ID-07
-- title: IAM policy changed
-- question: Who changed the permissions of principals?
-- severity: low
-- tactics: privilege escalation, persistence
-- references: CIS AWS Foundations 7.0 5.4; Panther AWS.IAM.PolicyModified; ATT&CK T1098.003
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   target varchar, policy varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, target
-- resource: target
-- message: {principal} called {event_name} for {target}
-- false positives: Every deployment of roles.
-- response: A change of the service's role, a policy that a user put on itself, and full rights are high:
--   undo them first, and see who asked for them. Otherwise check whether the change gives a principal access to the buckets, the trail or the key.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    json_extract_scalar(request_parameters, '$.roleName'),
    json_extract_scalar(request_parameters, '$.userName'),
    json_extract_scalar(request_parameters, '$.groupName'),
    json_extract_scalar(request_parameters, '$.policyArn'),
    json_extract_scalar(request_parameters, '$.policyName')) AS target,
  coalesce(
    json_extract_scalar(request_parameters, '$.policyArn'),
    json_extract_scalar(request_parameters, '$.policyName'),
    json_extract_scalar(request_parameters, '$.permissionsBoundary')) AS policy,
  CASE
    -- Whoever may assume the service's role acts as Waybill.
    WHEN json_extract_scalar(request_parameters, '$.roleName')
        = regexp_extract({{service.role}}, '[^/]+$')
      THEN IF(eventName = 'UpdateAssumeRolePolicy', 'critical', 'high')
    WHEN eventName IN ('PutUserPolicy', 'AttachUserPolicy')
        AND json_extract_scalar(request_parameters, '$.userName') = user_name
      THEN 'high'
    WHEN json_extract_scalar(request_parameters, '$.policyArn')
        LIKE 'arn:aws%:iam::aws:policy/AdministratorAccess'
      THEN 'high'
    ELSE 'low'
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
  AND eventName IN (
    'CreatePolicy', 'DeletePolicy', 'CreatePolicyVersion', 'DeletePolicyVersion',
    'SetDefaultPolicyVersion', 'AttachRolePolicy', 'DetachRolePolicy', 'AttachUserPolicy',
    'DetachUserPolicy', 'AttachGroupPolicy', 'DetachGroupPolicy', 'PutRolePolicy', 'DeleteRolePolicy',
    'PutUserPolicy', 'DeleteUserPolicy', 'PutGroupPolicy', 'DeleteGroupPolicy',
    'UpdateAssumeRolePolicy', 'PutRolePermissionsBoundary', 'DeleteRolePermissionsBoundary',
    'PutUserPermissionsBoundary', 'DeleteUserPermissionsBoundary')
  AND error_code IS NULL
ORDER BY event_time, event_id
