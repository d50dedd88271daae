-- id: BK-15
-- title: Object Lock of a bucket weakened
-- question: Can new objects be deleted sooner than before?
-- severity: medium
-- tactics: defense impairment, impact
-- references: ATT&CK T1485; ATT&CK T1685
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, mode varchar, period varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} set the Object Lock rule of {bucket_name} to {mode} {period}
-- false positives: waybill baseline apply, which sets the configured retention: compare the period.
-- response: Restore the rule (waybill baseline apply). Versions that were written in between have
--   no retention, or a shorter one: re-verification names them.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  coalesce(
    json_extract_scalar(
      request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention.Mode'), 'none') AS mode,
  coalesce(
    json_extract_scalar(
      request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention.Days') || ' days',
    json_extract_scalar(
      request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention.Years') || ' years',
    '') AS period,
  CASE
    WHEN json_extract(request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention') IS NULL
      AND (contains({{raw.buckets}}, bucket_name) OR bucket_name = {{log.bucket}})
      THEN 'critical'
    WHEN json_extract(request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention') IS NULL
      THEN 'high'
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
  AND eventName = 'PutBucketObjectLockConfiguration'
  -- PL-03 judges the provenance bucket, whose records this protects.
  AND bucket_name <> {{provenance.bucket}}
ORDER BY event_time, event_id
