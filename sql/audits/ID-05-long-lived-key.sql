-- id: ID-05
-- title: Long-lived access key used on S3
-- question: Who accesses our objects with a key that does not expire?
-- severity: medium
-- tactics: initial access
-- references: Elastic AWS IAM Long-Term Access Key First Seen from Source IP; Panther
--   AWS.CloudTrail.UserAccessKeyAuth; ATT&CK T1078.004
-- schedule: 1h
-- window: 2h
-- parameters: exempt list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), principal varchar, access_key_id varchar, bucket_names varchar,
--   event_names varchar, user_agent varchar, source_ips varchar, account varchar, region varchar
-- row: principal, access_key_id, hour
-- incident: principal, access_key_id
-- resource: principal
-- message: {principal} used the long-lived key {access_key_id} on {bucket_names}: {event_count} calls
-- false positives: A device that cannot have a role: name its principal in exempt.
-- response: Give the client a role (IAM Roles Anywhere, OIDC, an instance profile), then deactivate
--   the key. A key used from a new address may be stolen: deactivate it first.
WITH calls AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, eventName AS event_name, principal, access_key_id, bucket_name,
    user_agent, source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND starts_with(access_key_id, 'AKIA')
    AND NOT contains({{exempt}}, principal)
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  principal,
  access_key_id,
  array_join(slice(array_sort(array_agg(DISTINCT bucket_name)), 1, 5), ' ') AS bucket_names,
  array_join(slice(array_sort(array_agg(DISTINCT event_name)), 1, 10), ' ') AS event_names,
  min_by(user_agent, ROW(event_time, event_id)) AS user_agent,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM calls
GROUP BY principal, access_key_id, date_trunc('hour', event_time)
ORDER BY event_time, event_id
