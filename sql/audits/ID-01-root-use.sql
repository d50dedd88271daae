-- id: ID-01
-- title: Root used
-- question: What did root do?
-- severity: high
-- tactics: initial access
-- references: CIS AWS Foundations 7.0 5.3; Sigma AWS Root Credentials; Panther AWS.Root.Activity;
--   ATT&CK T1078.004
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, event_source varchar,
--   principal varchar, bucket_name varchar, object_key varchar, mfa varchar, error_code varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, source_ip
-- resource: principal
-- message: Root called {event_name} of {event_source} from {source_ip}
-- false positives: The few tasks that only root can do, such as closing the account or enabling MFA
--   delete; announce them.
-- response: If the use was not announced, change root's password and MFA, delete its access keys,
--   and check every event of that session.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  event_source,
  principal,
  bucket_name,
  CAST(NULL AS varchar) AS object_key,
  mfa,
  error_code,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND user_type = 'Root'
  AND invoked_by IS NULL
  AND coalesce(event_type, '') <> 'AwsServiceEvent'
UNION ALL
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  event_source,
  principal,
  bucket_name,
  object_key,
  mfa,
  error_code,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND user_type = 'Root'
  AND invoked_by IS NULL
ORDER BY event_time, event_id
