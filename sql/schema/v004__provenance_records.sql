-- Signed records of the provenance bucket, one JSON document per record. A query must name the bucket of
-- the recorded objects (bucket = 'caa304-raw-data'). The partition is taken from the query, so this table
-- needs no list of buckets.
-- Names in double braces are replaced with values of the deployment.
CREATE EXTERNAL TABLE IF NOT EXISTS provenance_records (
  mediatype string,
  verificationmaterial struct<publickey: struct<hint: string>>,
  dsseenvelope struct<
    payload: string,
    payloadtype: string,
    signatures: array<struct<keyid: string, sig: string>>>
)
PARTITIONED BY (bucket string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{provenance.bucket}}/records/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.bucket.type' = 'injected',
  'storage.location.template' = 's3://{{provenance.bucket}}/records/${bucket}'
)
