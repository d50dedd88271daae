-- id: PL-01
-- title: Write into the processed prefix by somebody else
-- question: Was an object written to the processed prefix without custody?
-- severity: high
-- tactics: impact
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: object_key
-- message: {principal} wrote {object_key} of {bucket_name}, which only the pipeline may
-- false positives: A restore with the role for emergencies; announce it.
-- response: Such an object has no record of its own; waybill verify shows this. Copy it to the
--   incoming prefix, so that it is processed like all others. The baseline's bucket policy denies such
--   writes to every role but that of waybill.raw.break-glass: run waybill baseline check.
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
  AND any_match({{promoted.places}}, place -> starts_with(bucket_name || '/' || object_key, place))
  AND eventName IN ('PutObject', 'CopyObject', 'PostObject', 'CompleteMultipartUpload')
  AND NOT coalesce(
    role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
    false)
ORDER BY event_time, event_id
