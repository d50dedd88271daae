-- Claims of the service's own calls, one JSON object per line. A replica writes a file once a minute;
-- its first line is a signed statement over the others, and has no kind. A query without a filter on day
-- reads every day that is there. Claims expire after some weeks.
--   kind         file: description of the file; call: an attempt that AWS answered;
--                unanswered: an attempt whose answer did not arrive
--   request_id   of a call: requestID of its event in CloudTrail
--   file_key     of a file: its key
--   is_first     of a file: the deployment had no file before
--   is_last      of a file: its replica stopped after it
--   event_source, event_name, bucket_name, object_key
--                of an unanswered attempt: fields of the event that CloudTrail may have
--   begun_at     time of the file, or at which the attempt was sent
--   ended_at     of an unanswered attempt: time at which it was given up
-- Names in double braces are replaced with values of the deployment.
CREATE EXTERNAL TABLE IF NOT EXISTS waybill_calls (
  kind string,
  replica string,
  request_id string,
  file_key string,
  is_first boolean,
  is_last boolean,
  event_source string,
  event_name string,
  bucket_name string,
  object_key string,
  begun_at string,
  ended_at string
)
PARTITIONED BY (day string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/claims/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2026/01/01,NOW',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://{{provenance.bucket}}/claims/${day}'
)
