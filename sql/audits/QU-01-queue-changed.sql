-- id: QU-01
-- title: Queue deleted, emptied or changed
-- question: Can announcements of objects be lost?
-- severity: high
-- tactics: defense impairment, impact
-- references: ATT&CK T1485; ATT&CK T1685
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   queue varchar, change varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, queue
-- resource: queue
-- message: {principal} called {event_name} for {queue} {change}
-- false positives: waybill baseline apply sets attributes of its queues; other queues of the
--   account by intent.
-- response: Announcements that were in the queue are lost: waybill reconcile names the objects that
--   were not sealed. Restore the queue (waybill baseline apply).
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    regexp_extract(json_extract_scalar(request_parameters, '$.queueUrl'), '[^/]+$'), '') AS queue,
  coalesce(json_format(json_extract(request_parameters, '$.attributes')), '') AS change,
  IF(eventName IN ('DeleteQueue', 'PurgeQueue'), 'high', 'medium') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'sqs.amazonaws.com'
  AND error_code IS NULL
  AND eventName IN ('DeleteQueue', 'PurgeQueue', 'SetQueueAttributes', 'AddPermission')
ORDER BY event_time, event_id
