-- id: PL-04
-- title: Act of the service's role that no record explains
-- question: Did the role of the service change objects beyond what the service recorded?
-- severity: critical
-- tactics: impact, initial access
-- references: ATT&CK T1078.004; ATT&CK T1565.001; ATT&CK T1485
-- schedule: 15m
-- window: 4h
-- parameters: grace_minutes integer = 60; seal_hours integer = 24
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, copy_source varchar,
--   record_key varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} called {event_name} on {object_key} (version {version_id}), and no record was sealed for it
-- false positives: An object whose copy took longer than seal_hours. A delete marker that an operator
--   set with the role; use another role.
-- response: Waybill seals the record of a version before it promotes the version or deletes it, and
--   neither uploads into nor deletes from the processed prefix, nor changes objects in place: it only
--   reads them again. Drills hide and delete sealed objects of their own below the test prefix. Somebody else has the role's credentials, or its routes were changed: revoke its
--   sessions, and compare source_ip and user_agent with those of the service. Then run waybill verify
--   for the objects.
WITH
-- Acts are judged when they are older than the grace time, because the log of the seal may be delivered
-- later than that of the act. The first partition is earlier for the same reason, and for the seals.
acts AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    object_key,
    version_id,
    requested_version_id,
    copy_source,
    -- Source of a copy as bucket/key, and its version.
    TRY(url_decode(regexp_extract(copy_source, '\A/?(.*?)([?]versionId=[^?]*)?\z', 1))) AS source,
    TRY(url_decode(regexp_extract(copy_source, '[?]versionId=([^?]*)\z', 1))) AS source_version,
    -- Where the object of a promoted key arrived, as bucket/key.
    element_at(
      {{incoming.places}},
      array_position(
        {{promoted.places}},
        element_at(
          filter(
            {{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place)),
          1)))
      || substr(
        bucket_name || '/' || object_key,
        length(
          element_at(
            filter(
              {{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place)),
            1))
          + 1) AS origin,
    any_match(
      {{incoming.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
      OR starts_with(bucket_name || '/' || object_key, {{raw.bucket}} || '/' || {{test}} || 'drill/')
      AS is_removable,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add('minute', -{{grace_minutes}}, {{from}})
    AND eventTime < date_add('minute', -{{grace_minutes}}, {{until}})
    AND event_category = 'Data'
    AND error_code IS NULL
    AND contains({{raw.buckets}}, bucket_name)
    AND (role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}))
    AND (
      eventName IN ('DeleteObject', 'DeleteObjects')
      OR (eventName IN ('PutObject', 'CopyObject', 'PostObject', 'CompleteMultipartUpload')
        AND any_match(
          {{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
        AND NOT contains({{promoted.places}}, bucket_name || '/' || object_key))
      -- The service states tags and retention with the copy, and reads objects again without a change.
      OR (eventName IN (
          'PutObjectTagging', 'DeleteObjectTagging', 'PutObjectAcl', 'PutObjectRetention',
          'PutObjectLegalHold', 'RestoreObject', 'UpdateObjectEncryption')
        AND any_match(
          {{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place))))
),
-- The version whose record explains the act; a missing key means that nothing explains it, and a missing
-- version that the record of any version of the key does.
explained AS (
  SELECT
    *,
    CASE
      WHEN event_name = 'DeleteObject' AND is_removable THEN bucket_name || '/' || object_key
      WHEN event_name = 'CompleteMultipartUpload' THEN origin
      WHEN event_name = 'CopyObject' AND source IN (origin, bucket_name || '/' || object_key)
        THEN origin
    END AS sealed_place,
    CASE
      WHEN event_name = 'DeleteObject' THEN requested_version_id
      WHEN source = origin THEN source_version
    END AS sealed_version
  FROM acts
),
prefixed AS (
  SELECT
    *,
    'records/' || regexp_extract(sealed_place, '\A[^/]*') || '/'
      || lower(to_hex(sha256(to_utf8(regexp_replace(sealed_place, '\A[^/]*/'))))) || '/' AS prefix
  FROM explained
),
expected AS (
  SELECT
    *,
    prefix
      || IF(
        regexp_like(sealed_version, '\A[A-Za-z0-9._-]{1,200}\z'),
        sealed_version,
        '!' || lower(to_hex(sha256(to_utf8(sealed_version)))))
      || '.sigstore.json' AS record_key
  FROM prefixed
),
-- A repeated put of an existing record gets 412 and also counts as sealed.
sealed AS (
  SELECT DISTINCT object_key AS record_key, regexp_extract(object_key, '^.*/') AS prefix
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN
      date_format(
        date_add(
          'day', -1 - ({{seal_hours}} + 23) / 24, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add(
      'hour', -{{seal_hours}}, date_add('minute', -{{grace_minutes}}, {{from}}))
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND (error_code IS NULL OR error_code = 'PreconditionFailed')
    AND bucket_name = {{provenance.bucket}}
    AND eventName = 'PutObject'
    AND starts_with(object_key, 'records/')
)
SELECT
  expected.event_time,
  expected.event_id,
  expected.event_name,
  expected.principal,
  expected.bucket_name,
  coalesce(expected.object_key, '') AS object_key,
  expected.version_id,
  expected.copy_source,
  coalesce(expected.record_key, expected.prefix) AS record_key,
  expected.source_ip,
  expected.user_agent,
  expected.account,
  expected.region
FROM expected
LEFT JOIN sealed AS exact ON exact.record_key = expected.record_key
LEFT JOIN (SELECT DISTINCT prefix FROM sealed) AS any_version
  ON expected.record_key IS NULL AND any_version.prefix = expected.prefix
WHERE exact.record_key IS NULL AND any_version.prefix IS NULL
ORDER BY event_time, event_id
