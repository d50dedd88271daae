-- The signed records of the provenance bucket, one JSON document an object. A query names the
-- bucket whose objects are recorded (bucket = 'caa304-raw-data'): the partition is injected from
-- the query, so no list of buckets has to be kept here.
-- What stands in double braces is filled in from the deployment.
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
