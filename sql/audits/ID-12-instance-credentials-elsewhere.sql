-- id: ID-12
-- title: An instance's credentials used from elsewhere
-- question: Are the credentials of an EC2 instance used from another address?
-- severity: high
-- tactics: credential access
-- references: GuardDuty UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration; ATT&CK T1552.005
-- schedule: 15m
-- window: 1h
-- parameters: known_addresses list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   window_start timestamp(3), principal varchar, session varchar, source_ips varchar,
--   calls varchar, account varchar, region varchar
-- row: session, window_start
-- incident: session
-- resource: session
-- message: Credentials of {session} ({principal}) were used from {source_ips}
-- false positives: An instance with several public addresses, or behind several NAT gateways: name
--   its addresses in known_addresses.
-- response: Somebody copied the credentials out of the instance. Revoke the sessions of the role,
--   require IMDSv2, and look at what each address called.
WITH
-- The session of an instance is named by the instance's id. One instance may use a private address through
-- endpoints and a public one beside it, so addresses are counted apart; its octets may have leading zeros.
uses AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    regexp_extract(principal_id, ':(i-[0-9a-f]{8,17})\z', 1) AS session,
    access_key_id,
    date_trunc('hour', eventTime) AS window_start,
    regexp_replace(source_ip, '(^|\.)0+(\d)', '$1$2') AS source_ip,
    account,
    region
  FROM (
    SELECT eventTime, event_id, eventName, principal, principal_id, access_key_id, source_ip,
      invoked_by, account, region
    FROM cloudtrail_management_events
    WHERE day BETWEEN {{first.day}} AND {{last.day}}
      AND eventTime >= {{from}}
      AND eventTime < {{until}}
    UNION ALL
    SELECT eventTime, event_id, eventName, principal, principal_id, access_key_id, source_ip,
      invoked_by, account, region
    FROM cloudtrail_s3_events_flattened
    WHERE day BETWEEN {{first.day}} AND {{last.day}}
      AND eventTime >= {{from}}
      AND eventTime < {{until}}
      AND event_category = 'Data'
  ) AS calls
  WHERE invoked_by IS NULL
    AND regexp_like(source_ip, '\A\d{1,3}(\.\d{1,3}){3}\z')
    AND regexp_like(principal_id, ':i-[0-9a-f]{8,17}\z')
),
placed AS (
  SELECT
    event_time, event_id, event_name, principal, session, access_key_id, window_start, source_ip,
    account, region,
    regexp_like(
      source_ip,
      '\A(0|10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.')
      AS is_private
  FROM uses
  WHERE NOT contains({{known_addresses}}, source_ip)
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  window_start,
  min(principal) AS principal,
  session,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 10), ' ') AS source_ips,
  array_join(slice(array_sort(array_agg(DISTINCT event_name)), 1, 10), ' ') AS calls,
  min(account) AS account,
  min(region) AS region
FROM placed
GROUP BY window_start, session
HAVING count(DISTINCT source_ip) FILTER (WHERE NOT is_private) > 1
  OR count(DISTINCT source_ip) FILTER (WHERE is_private) > 1
ORDER BY event_time, event_id
