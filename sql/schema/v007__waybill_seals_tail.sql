-- Entries of the log that were in no table of waybill_seals when a reconciliation by SQL began. A query
-- must name the run (run = '…').
CREATE EXTERNAL TABLE IF NOT EXISTS waybill_seals_tail (
  index bigint,
  kind string,
  bucket string,
  key string,
  versionid string,
  destination string,
  etag string,
  record string,
  recordsha256 string,
  sealed string,
  sha256 string,
  size bigint
)
PARTITIONED BY (run string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/reconcile/entries/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.run.type' = 'injected',
  'storage.location.template' = 's3://{{provenance.bucket}}/reconcile/entries/${run}'
)
