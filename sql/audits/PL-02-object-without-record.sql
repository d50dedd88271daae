-- id: PL-02
-- title: Object without a provenance record
-- question: Which object versions landed in the raw bucket and were not sealed?
-- severity: high
-- tactics: none
-- schedule: 15m
-- window: 4h
-- parameters: grace_minutes integer = 60
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, record_key varchar,
--   source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: bucket_name
-- resource: object_key
-- message: {bucket_name}/{object_key} (version {version_id}) was written and has no provenance record
-- false positives: A backlog longer than grace_minutes, which the queue's metrics also show; a
--   CloudTrail delivery with the same delay. Messages that were given up are in the dead-letter
--   queue with their reason.
-- response: waybill dead-letters list names the messages that were given up, and why. Fix the cause,
--   then run waybill dead-letters redrive. If no message names the object, copy the object onto
--   itself, so that S3 announces a new version; the finding is not repeated.
WITH
-- Objects are judged when they are older than the grace time, so the judged span lies before the window
-- by that time. The first partition is one day earlier for the same reason.
written AS (
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
    region,
    'records/' || bucket_name || '/' || lower(to_hex(sha256(to_utf8(object_key)))) || '/' AS prefix
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add('minute', -{{grace_minutes}}, {{from}})
    AND eventTime < date_add('minute', -{{grace_minutes}}, {{until}})
    AND event_category = 'Data'
    AND error_code IS NULL
    AND eventName IN ('PutObject', 'CopyObject', 'PostObject', 'CompleteMultipartUpload')
    AND (
      any_match({{incoming.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
      OR any_match({{test.places}}, place -> starts_with(bucket_name || '/' || object_key, place)))
    -- What a scope excludes is not sealed.
    AND NOT regexp_like(bucket_name || '/' || object_key, {{excluded.places}})
    -- An empty folder marker is not sealed. An SDK may send it as an empty chunk with a frame, so its
    -- body is not always empty.
    AND NOT (
      eventName = 'PutObject' AND substr(object_key, -1) = '/' AND coalesce(bytes_in, 0) < 200)
),
-- A repeated put of an existing record gets 412 and also counts as sealed.
sealed AS (
  SELECT DISTINCT object_key AS record_key, regexp_extract(object_key, '^.*/') AS prefix
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add('minute', -{{grace_minutes}}, {{from}})
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND (error_code IS NULL OR error_code = 'PreconditionFailed')
    AND bucket_name = {{provenance.bucket}}
    AND eventName = 'PutObject'
    AND starts_with(object_key, 'records/')
),
expected AS (
  SELECT
    event_time, event_id, event_name, principal, bucket_name, object_key, version_id, source_ip,
    user_agent, account, region, prefix,
    prefix
      || IF(
        regexp_like(version_id, '\A[A-Za-z0-9._-]{1,200}\z'),
        version_id,
        '!' || lower(to_hex(sha256(to_utf8(version_id)))))
      || '.sigstore.json' AS record_key
  FROM written
)
SELECT
  expected.event_time,
  expected.event_id,
  expected.event_name,
  expected.principal,
  expected.bucket_name,
  expected.object_key,
  expected.version_id,
  coalesce(expected.record_key, expected.prefix) AS record_key,
  expected.source_ip,
  expected.user_agent,
  expected.account,
  expected.region
FROM expected
LEFT JOIN sealed AS exact ON exact.record_key = expected.record_key
-- A write without a version in CloudTrail counts as sealed when any version of its key is sealed.
LEFT JOIN (SELECT DISTINCT prefix FROM sealed) AS any_version
  ON expected.record_key IS NULL AND any_version.prefix = expected.prefix
WHERE exact.record_key IS NULL AND any_version.prefix IS NULL
ORDER BY event_time, event_id
