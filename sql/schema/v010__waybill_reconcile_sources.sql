-- Sources of a reconciliation by SQL: raw, records and entries, each with the time as of which it
-- knows everything and its number of rows. It is written after everything that it counts. row_count is
-- NULL when nothing states it, as for S3 Inventory. A query must name the run (run = '…').
CREATE EXTERNAL TABLE IF NOT EXISTS waybill_reconcile_sources (
  source string,
  as_of timestamp,
  row_count bigint
)
PARTITIONED BY (run string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/reconcile/sources/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.run.type' = 'injected',
  'storage.location.template' = 's3://{{provenance.bucket}}/reconcile/sources/${run}'
)
