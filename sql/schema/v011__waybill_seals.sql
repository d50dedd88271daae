-- Entries of the log of records, as its tables state them again: one line for each sealed version.
-- The leader writes a table for each complete range of 65,536 entries; the entries after the last one
-- are in waybill_seals_tail. A table was compared with the signed tree when it was written, and is no
-- evidence by itself. The only partition is part = 'table'.
-- Names in double braces are replaced with values of the deployment.
CREATE EXTERNAL TABLE IF NOT EXISTS waybill_seals (
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
PARTITIONED BY (part string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/log/table/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.part.type' = 'enum',
  'projection.part.values' = 'table',
  'storage.location.template' = 's3://{{provenance.bucket}}/log/${part}'
)
