-- id: PL-06
-- title: Write into the provenance bucket by somebody else
-- question: Did a principal other than the service write records, the log or results of
--   re-verification?
-- severity: critical
-- tactics: impact, stealth
-- references: ATT&CK T1565.001; ATT&CK T1070
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} called {event_name} on {object_key} of the provenance bucket, where only the pipeline writes
-- false positives: None. The baseline's bucket policy denies such writes to every other role. The
--   service itself only puts whole objects: it never copies, tags or changes what it wrote.
-- response: A new version above a record, a list of chunk digests or a result hides the genuine one;
--   Object Lock keeps it, so list the versions. Run waybill log verify for records and the log, and
--   waybill baseline check for the policy. Revoke the sessions of the principal, and remove the
--   version that it wrote.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  version_id,
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
  AND bucket_name = {{provenance.bucket}}
  AND (
    eventName IN (
      'CopyObject', 'PostObject', 'CompleteMultipartUpload', 'PutObjectTagging',
      'DeleteObjectTagging', 'PutObjectAcl', 'RestoreObject', 'UpdateObjectEncryption')
    OR (eventName = 'PutObject'
      AND NOT coalesce(
        role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
        false)))
ORDER BY event_time, event_id
