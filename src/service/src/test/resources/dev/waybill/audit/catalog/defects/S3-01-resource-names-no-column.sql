-- id: S3-01
-- title: Calls denied
-- question: Who was refused an object?
-- severity: low
-- references: CIS AWS Foundations 7.0 5.1; attack.t1530
-- schedule: 15m
-- window: 1h
-- parameters: least integer = 1; ignored list = a, b
-- columns: event_time timestamp(3), event_id varchar,
--   principal varchar, bucket_name varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket
-- message: {principal} was denied in {bucket_name}
-- false positives: Consoles that try.
-- response: Ask the principal.
-- tactics: discovery
SELECT event_time, event_id, principal, bucket_name
FROM events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND event_time >= {{from}}
  AND event_time < {{until}}
  AND bucket_name = {{raw.bucket}}
  AND NOT contains({{ignored}}, principal)
  AND 1 >= {{least}}
