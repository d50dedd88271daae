-- id: CT-05
-- title: Log objects touched
-- question: Which principal reads, writes or deletes log files of the trail?
-- severity: high
-- tactics: stealth, defense impairment
-- references: ATT&CK T1070; ATT&CK T1685.002
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, user_type varchar, error_code varchar,
--   severity varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} called {event_name} on {object_key} of the log bucket
-- false positives: Operators who read logs, through Athena or by hand, and canaries that operators
--   send: reads are low.
-- response: A write or a deletion is an attempt to change the log: validate the digests (aws
--   cloudtrail validate-logs) and restore the previous version. The audit needs another trail that
--   records the data events of the log bucket; the trail that writes to the bucket must not record
--   them, because it would log its own deliveries.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  user_type,
  error_code,
  IF(
    eventName IN ('GetObject', 'HeadObject', 'GetObjectAcl', 'GetObjectTagging', 'GetObjectAttributes'),
    'low',
    'high') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND bucket_name = {{log.bucket}}
  AND regexp_like(object_key, '(^|/)AWSLogs/')
  AND error_code IS NULL
  AND NOT (user_type = 'AWSService' AND invoked_by IN (
    'cloudtrail.amazonaws.com', 'delivery.logs.amazonaws.com', 's3.amazonaws.com'))
  AND NOT coalesce(
    role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
    false)
ORDER BY event_time, event_id
