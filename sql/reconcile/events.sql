-- Events that a reconciliation joins with objects and seals: every call that wrote, removed or changed an
-- object of the raw bucket or failed to do so or to read it, and every call that removed a record.
-- Failed calls of the service are not among them: it reads and writes under conditions that may fail.
-- An event that CloudTrail delivered twice is one row.
SELECT DISTINCT
  event_id,
  CAST(to_unixtime(eventTime) * 1000 AS bigint) AS event_millis,
  eventName AS event_name,
  bucket_name,
  object_key,
  version_id,
  requested_version_id,
  copy_source,
  CASE
    WHEN coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false)
      THEN 'service'
    WHEN user_type = 'AWSService' AND invoked_by IN ('s3.amazonaws.com', 'lifecycle.s3.amazonaws.com')
      THEN 'lifecycle'
    ELSE 'other'
  END AS actor,
  principal,
  error_code,
  request_id,
  source_ip
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND object_key IS NOT NULL
  AND (
    (
      bucket_name = {{raw.bucket}}
      AND IF(
        error_code IS NULL,
        eventName IN (
          'PutObject', 'CopyObject', 'CompleteMultipartUpload', 'PostObject', 'RenameObject',
          'DeleteObject', 'DeleteObjects', 'DeleteObjectVersion', 'UpdateObjectEncryption',
          'PutObjectTagging', 'DeleteObjectTagging', 'PutObjectAcl', 'PutObjectRetention',
          'PutObjectLegalHold', 'PutObjectAnnotation', 'DeleteObjectAnnotation'),
        NOT coalesce(
          role_arn = {{service.role}}
            OR (account_id = {{account}} AND role_name = {{service.role}}),
          false)))
    OR (
      bucket_name = {{provenance.bucket}}
      AND starts_with(object_key, 'records/')
      AND error_code IS NULL
      AND eventName IN ('DeleteObject', 'DeleteObjects', 'DeleteObjectVersion')))
