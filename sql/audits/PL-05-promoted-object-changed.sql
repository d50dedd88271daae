-- id: PL-05
-- title: Promoted object deleted or changed by somebody else
-- question: Which promoted object did a principal other than the service delete or change in place?
-- severity: informational
-- tactics: impact
-- references: ATT&CK T1485; ATT&CK T1486; ATT&CK T1565.001
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, severity varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} called {event_name} on the promoted object {object_key} (version {version_id})
-- false positives: A scanner that tags objects, a restore from an archive class, and a retention that
--   is prolonged or a legal hold that is set: these are informational.
-- response: With re-verification, the service reads the object again at once, and reports a defect as
--   a finding of its own. Otherwise run waybill verify for the object. A new encryption key, a delete,
--   a weaker retention and a released hold are high: whoever controls the key controls the object.
--   Find out who asked for the change; if nobody did, revoke the principal's sessions.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  version_id,
  IF(
    eventName IN ('DeleteObject', 'UpdateObjectEncryption')
      -- Without a bypass S3 only allows a longer retention.
      OR (eventName = 'PutObjectRetention'
        AND (
          lower(coalesce(
            json_extract_scalar(request_parameters, '$["x-amz-bypass-governance-retention"]'),
            '')) = 'true'
          OR json_extract_scalar(request_parameters, '$.Retention.RetainUntilDate') IS NULL))
      OR (eventName = 'PutObjectLegalHold'
        AND coalesce(json_extract_scalar(request_parameters, '$.LegalHold.Status'), 'OFF') <> 'ON'),
    'high',
    'informational') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND error_code IS NULL
  AND any_match({{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
  AND eventName IN (
    'DeleteObject', 'PutObjectTagging', 'DeleteObjectTagging', 'PutObjectAcl', 'PutObjectRetention',
    'PutObjectLegalHold', 'RestoreObject', 'UpdateObjectEncryption')
  AND NOT coalesce(
    role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
    false)
ORDER BY event_time, event_id
