-- id: S3-15
-- title: Uncommon S3 client
-- question: Who browses our buckets with a file manager that is common in data theft?
-- severity: medium
-- tactics: exfiltration
-- references: Elastic AWS API Activity from Uncommon S3 Client by Rare User; ATT&CK T1567.002
-- schedule: 1h
-- window: 2h
-- parameters: clients list = S3 Browser, Cyberduck, Mountain Duck, rclone, WinSCP, CloudBerry, MSP360,
--   ExpanDrive, TntDrive, CloudMounter, Transmit, FileZilla
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), principal varchar, client varchar, bucket_names varchar,
--   event_names varchar, user_agent varchar, source_ips varchar, account varchar, region varchar
-- row: principal, client, hour
-- incident: principal, client
-- resource: bucket_names
-- message: {principal} uses {client} on {bucket_names}: {event_count} calls
-- false positives: An employee who prefers the tool: agree on it, and remove it from clients.
-- response: Ask the principal's owner; attackers with a stolen key commonly use these clients.
WITH calls AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, eventName AS event_name, principal, bucket_name, user_agent,
    element_at(filter({{clients}}, it -> strpos(lower(user_agent), lower(it)) > 0), 1) AS client,
    source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  principal,
  client,
  array_join(slice(array_sort(array_agg(DISTINCT bucket_name)), 1, 5), ' ') AS bucket_names,
  array_join(slice(array_sort(array_agg(DISTINCT event_name)), 1, 10), ' ') AS event_names,
  min_by(user_agent, ROW(event_time, event_id)) AS user_agent,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM calls
WHERE client IS NOT NULL
GROUP BY principal, client, date_trunc('hour', event_time)
ORDER BY event_time, event_id
