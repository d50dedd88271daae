-- id: PL-03
-- title: Provenance record deleted, hidden or its retention weakened
-- question: Did a principal try to remove evidence?
-- severity: critical
-- tactics: impact, stealth
-- references: ATT&CK T1070; ATT&CK T1485
-- schedule: 15m
-- window: 1h
-- parameters: retention_days integer = 365
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, error_code varchar,
--   bypass varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} called {event_name} on {object_key} of the provenance bucket ({error_code})
-- false positives: None: no operator and no part of Waybill ever deletes a record. The service hides
--   batches and partial tiles of its log once others replaced them, which is no finding. A denied
--   attempt is medium.
-- response: A delete marker hides a record; delete the marker to restore the record. A deleted
--   version is lost. Compare with S3-03 and PL-02, revoke the sessions of the principal, and check
--   which principals may bypass the retention.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  version_id,
  error_code,
  json_extract_scalar(request_parameters, '$["x-amz-bypass-governance-retention"]') AS bypass,
  IF(error_code IS NULL, 'critical', 'medium') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category IN ('Data', 'Management')
  AND bucket_name = {{provenance.bucket}}
  AND (error_code IS NULL OR error_code IN ('AccessDenied', 'InvalidRequest', 'InvalidBucketState'))
  AND (
    (eventName IN ('DeleteObject', 'DeleteObjects')
      -- The service replaces these objects of the log; a delete without a version only hides them.
      AND NOT coalesce(
        eventName = 'DeleteObject'
        AND error_code IS NULL
        AND requested_version_id IS NULL
        AND regexp_like(object_key, '\Alog/(pending/|tile/.+[.]p/)')
        AND (role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}})),
        false))
    OR lower(json_extract_scalar(request_parameters, '$["x-amz-bypass-governance-retention"]')) = 'true'
    -- Without a bypass S3 only allows a longer retention, so a successful change of the date is harmless.
    OR (eventName = 'PutObjectRetention'
      AND (error_code IS NOT NULL
        OR json_extract_scalar(request_parameters, '$.Retention.RetainUntilDate') IS NULL))
    OR (eventName = 'PutObjectLegalHold'
      AND json_extract_scalar(request_parameters, '$.LegalHold.Status') = 'OFF')
    OR eventName = 'DeleteBucket'
    OR (eventName = 'PutBucketObjectLockConfiguration'
      AND json_extract(request_parameters, '$.ObjectLockConfiguration') IS NOT NULL
      AND coalesce(
        TRY(CAST(json_extract_scalar(
          request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention.Days') AS bigint)),
        TRY(365 * CAST(json_extract_scalar(
          request_parameters, '$.ObjectLockConfiguration.Rule.DefaultRetention.Years') AS bigint)),
        0) < {{retention_days}}))
ORDER BY event_time, event_id
