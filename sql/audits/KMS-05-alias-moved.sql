-- id: KMS-05
-- title: KMS alias moved or deleted
-- question: Does an alias lead to another key from now on?
-- severity: medium
-- tactics: impact
-- references: ATT&CK T1486; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   alias varchar, key varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, alias
-- resource: alias
-- message: {principal} called {event_name} for {alias} (key {key})
-- false positives: A rotation by hand: the alias leads to the next key. Announce it.
-- response: An object that names the alias is encrypted under the key it leads to now. Move the
--   alias back, and check who controls the other key (KMS-02, KMS-06). S3-09 names the objects
--   written in between.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(json_extract_scalar(request_parameters, '$.aliasName'), '') AS alias,
  coalesce(json_extract_scalar(request_parameters, '$.targetKeyId'), '') AS key,
  IF(
    regexp_extract(json_extract_scalar(request_parameters, '$.aliasName'), '[^/]+$')
      = regexp_extract({{kms.key}}, 'alias/(.+)$', 1),
    'critical',
    'medium') AS severity,
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
  AND eventName IN ('UpdateAlias', 'DeleteAlias')
ORDER BY event_time, event_id
