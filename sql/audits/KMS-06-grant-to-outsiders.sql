-- id: KMS-06
-- title: KMS grant to another account
-- question: Did a principal of another account get the use of a key?
-- severity: high
-- tactics: persistence
-- references: ATT&CK T1098
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   key varchar, grantee varchar, operations varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} granted {operations} on {key} to {grantee}
-- false positives: A partner's role: name its account in trusted_accounts. Services of AWS are
--   granted the use of keys by their own principals, which is no finding.
-- response: Revoke the grant (aws kms revoke-grant), and treat what the key encrypts as readable by
--   the grantee since then.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    nullif(split_part(resource_arns, ' ', 1), ''),
    json_extract_scalar(request_parameters, '$.keyId')) AS key,
  json_extract_scalar(request_parameters, '$.granteePrincipal') AS grantee,
  coalesce(
    array_join(TRY_CAST(json_extract(request_parameters, '$.operations') AS array(varchar)), ' '),
    '') AS operations,
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
  AND eventName = 'CreateGrant'
  AND regexp_extract(
    json_extract_scalar(request_parameters, '$.granteePrincipal'), ':(?:iam|sts)::(\d{12}):', 1)
    <> coalesce(recipient_account, {{account}})
  AND NOT contains(
    {{trusted_accounts}},
    regexp_extract(
      json_extract_scalar(request_parameters, '$.granteePrincipal'), ':(?:iam|sts)::(\d{12}):', 1))
ORDER BY event_time, event_id
