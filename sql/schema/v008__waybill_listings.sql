-- Listings that a reconciliation by SQL wrote: versions and delete markers of the raw bucket
-- (source = 'raw') and of the records (source = 'records'). A query must name the run (run = '…').
CREATE EXTERNAL TABLE IF NOT EXISTS waybill_listings (
  bucket string,
  key string,
  version_id string,
  is_latest boolean,
  is_delete_marker boolean,
  size bigint,
  last_modified timestamp,
  e_tag string,
  sha256 string
)
PARTITIONED BY (run string, source string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/reconcile/objects/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.run.type' = 'injected',
  'projection.source.type' = 'enum',
  'projection.source.values' = 'raw,records',
  'storage.location.template' = 's3://{{provenance.bucket}}/reconcile/objects/${run}/${source}'
)
