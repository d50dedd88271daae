-- id: CT-01
-- title: Trail stopped
-- question: Which principal stopped a trail?
-- severity: high
-- tactics: defense impairment
-- references: CIS AWS Foundations 7.0 5.5; Sigma AWS CloudTrail Important Change; Elastic AWS
--   CloudTrail Log Suspended; Panther AWS.CloudTrail.Stopped; Splunk AWS Defense Evasion Stop
--   Logging Cloudtrail (risk 90); ATT&CK T1685.002
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   trail varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, trail
-- resource: trail
-- message: {principal} stopped the trail {trail}
-- false positives: A trail that is replaced with another one.
-- response: Start the trail again (waybill baseline apply), and treat the time in between as
--   unrecorded: no audit covers it.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  regexp_extract(json_extract_scalar(request_parameters, '$.name'), '[^/]+$') AS trail,
  IF(
    regexp_extract(json_extract_scalar(request_parameters, '$.name'), '[^/]+$')
      = regexp_extract({{trail}}, '[^/]+$'),
    'critical',
    'high') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'cloudtrail.amazonaws.com'
  AND error_code IS NULL
  AND eventName = 'StopLogging'
ORDER BY event_time, event_id
