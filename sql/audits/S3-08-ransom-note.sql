-- id: S3-08
-- title: Something named like a ransom note uploaded
-- question: Did someone leave instructions for recovering our data?
-- severity: high
-- tactics: impact
-- references: Elastic Potential AWS S3 Bucket Ransomware Note Uploaded; Panther
--   AWS.S3.RansomwareNoteUpload; ATT&CK T1486
-- schedule: 15m
-- window: 1h
-- parameters: pattern varchar = (?i)(^|[/_ .-])(ransom|(how|where)[_ .-]*to[_ .-]*(decrypt|recover|restore|get)|decrypt(ion)?[_ .-]*(instructions?|me|your|files?|info)|(recover|restore|unlock)[_ .-]*(my|your|files?|data|instructions?)|(files?|data)[_ .-]*(are|is)?[_ .-]*(encrypted|locked|stolen)|(all_)?your[_ .-]*(files?|data)|read[_ .-]*(me|this)[_ .-]*(now|first|to|for|decrypt|restore|recover))[^/]*\.(txt|html?|hta|md|rtf|pdf|url)$
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} uploaded {object_key} to {bucket_name}, which is named like a ransom note
-- false positives: Documentation with such a name: tune pattern, a regular expression on the key.
-- response: Read the object without opening it in a browser. Revoke the principal's sessions, then
--   check S3-03, S3-05 and S3-06 for the principal.
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
  AND eventName IN ('PutObject', 'CopyObject', 'PostObject', 'CompleteMultipartUpload')
  AND regexp_like(object_key, {{pattern}})
ORDER BY event_time, event_id
