-- id: CT-03
-- title: Trail created, started, changed or weakened
-- question: Which trail changed, and did it lose its validation, its regions, its key or its bucket?
-- severity: high
-- tactics: defense impairment
-- references: CIS AWS Foundations 7.0 5.5; Sigma AWS CloudTrail Important Change; Elastic AWS
--   CloudTrail Log Updated; Splunk AWS Defense Evasion Update Cloudtrail (risk 90); ATT&CK
--   T1685.002
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   trail varchar, change varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, trail
-- resource: trail
-- message: {principal} called {event_name} for the trail {trail}: {change}
-- false positives: The console sends every value when one value changes; a key or a bucket that
--   stays the same weakens nothing.
-- response: Compare the trail with waybill baseline check. Audits cannot read logs under a key or
--   in a bucket of another account.
WITH changes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    regexp_extract(json_extract_scalar(request_parameters, '$.name'), '[^/]+$') AS trail,
    IF(eventName = 'UpdateTrail', concat_ws(
      ', ',
      IF(json_extract_scalar(request_parameters, '$.enableLogFileValidation') = 'false',
        'no log file validation'),
      IF(json_extract_scalar(request_parameters, '$.isMultiRegionTrail') = 'false',
        'one region only'),
      IF(json_extract_scalar(request_parameters, '$.includeGlobalServiceEvents') = 'false',
        'no global services'),
      IF(json_extract_scalar(request_parameters, '$.kmsKeyId') IS NOT NULL,
        'KMS key "' || json_extract_scalar(request_parameters, '$.kmsKeyId') || '"'),
      IF(json_extract_scalar(request_parameters, '$.s3BucketName') <> {{log.bucket}},
        'bucket ' || json_extract_scalar(request_parameters, '$.s3BucketName'))), '') AS weakened,
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
    AND eventName IN ('CreateTrail', 'StartLogging', 'UpdateTrail')
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  trail,
  IF(weakened = '', 'nothing weakened', weakened) AS change,
  CASE
    WHEN weakened = '' THEN 'low'
    WHEN trail = regexp_extract({{trail}}, '[^/]+$') THEN 'critical'
    ELSE 'high'
  END AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM changes
ORDER BY event_time, event_id
