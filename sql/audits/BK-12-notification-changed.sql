-- id: BK-12
-- title: Notification of a bucket changed
-- question: Does a bucket still announce what lands in it?
-- severity: medium
-- tactics: defense impairment
-- references: ATT&CK T1685
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, configuration varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} changed the notification of {bucket_name} to {configuration}
-- false positives: waybill baseline apply, and a deployment that adds a receiver.
-- response: What landed since then was not announced: restore the notification (waybill baseline
--   apply). waybill reconcile names the versions that were not sealed.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  coalesce(
    json_format(json_extract(request_parameters, '$.NotificationConfiguration')), '') AS configuration,
  CASE
    WHEN contains({{raw.buckets}}, bucket_name)
      -- A configuration without any receiver.
      AND NOT regexp_like(
        coalesce(json_format(json_extract(request_parameters, '$.NotificationConfiguration')), ''),
        '"(Queue|Topic|CloudFunction|LambdaFunction|EventBridge)\w*Configurations?"')
      THEN 'critical'
    WHEN contains({{raw.buckets}}, bucket_name) THEN 'high'
    ELSE 'medium'
  END AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 's3.amazonaws.com'
  AND error_code IS NULL
  AND eventName IN ('PutBucketNotification', 'PutBucketNotificationConfiguration')
ORDER BY event_time, event_id
