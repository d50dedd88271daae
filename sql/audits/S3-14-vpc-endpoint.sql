-- id: S3-14
-- title: VPC endpoint denied a call, or let in a foreign principal or a public address
-- question: Is a VPC endpoint used by a principal, or from an address, that it is not meant for?
-- severity: medium
-- tactics: exfiltration
-- references: Panther AWS.CloudTrail.VPCE.AccessDenied; Panther AWS.CloudTrail.VPCE.S3ExternalIP;
--   ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, vpc_endpoint_id varchar, error_code varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, vpc_endpoint_id
-- resource: vpc_endpoint_id
-- message: {principal} came through {vpc_endpoint_id} from {source_ip} ({event_name}, {error_code})
-- false positives: Calls of the console; a VPC with public addresses of its own; a partner's principal:
--   name its account in trusted_accounts.
-- response: If one of our hosts was denied, it uses credentials of another account or the
--   endpoint's policy is too narrow; the former is a way to exfiltrate data. A public address means
--   that a host forwards calls. A principal of another account may carry our data out through our
--   endpoint: restrict its policy by aws:PrincipalAccount.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  vpc_endpoint_id,
  error_code,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND (
    error_code = 'VpceAccessDenied'
    OR (
      vpc_endpoint_account_id = {{account}}
      AND account_id <> {{account}}
      AND regexp_like(account_id, '\A\d{12}\z')
      AND coalesce(user_type, '') <> 'AWSService'
      AND NOT contains({{trusted_accounts}}, account_id))
    OR (
      vpc_endpoint_id IS NOT NULL
      AND invoked_by IS NULL
      AND coalesce(from_console, 'false') <> 'true'
      -- An IPv4 address that is not private; its octets may have leading zeros.
      AND regexp_like(source_ip, '^\d{1,3}(\.\d{1,3}){3}$')
      AND NOT regexp_like(
        regexp_replace(source_ip, '(^|\.)0+(\d)', '$1$2'),
        '^(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.')))
ORDER BY event_time, event_id
