-- Calls about one object, for the story that waybill why tells: both of its keys by the SHA-256 of each,
-- in hexadecimal digits, as the two parameters. Successful reads by the role of the service are left out:
-- re-verification makes them, and its results tell more. An event that CloudTrail delivered twice is one row.
SELECT DISTINCT
  event_id,
  CAST(to_unixtime(eventTime) * 1000 AS bigint) AS event_millis,
  eventName AS event_name,
  object_key,
  version_id,
  principal,
  IF(
    coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false),
    'true',
    'false') AS is_service,
  source_ip,
  error_code
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND bucket_name = {{raw.bucket}}
  AND object_key IS NOT NULL
  AND lower(to_hex(sha256(to_utf8(object_key)))) IN (?, ?)
  AND (
    error_code IS NOT NULL
    OR coalesce(read_only, 'false') <> 'true'
    OR NOT coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false))
ORDER BY event_millis DESC, event_id
LIMIT 2000
