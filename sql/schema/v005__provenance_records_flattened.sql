-- One row per signed record: the sealed version, its digest and the times of custody. The payload is not
-- verified; "waybill verify" checks signatures. Name the bucket in the WHERE clause (bucket = '…').
-- columns:
--   sealed_at timestamp(3), received_at timestamp(3), hashed_at timestamp(3), bucket_name varchar,
--   object_key varchar, version_id varchar, sha256 varchar, size bigint, etag varchar,
--   purpose varchar, hashed_by varchar, destination_key varchar, sse_algorithm varchar,
--   kms_key_id varchar, predicate_type varchar, key_id varchar, bucket varchar
CREATE OR REPLACE VIEW provenance_records_flattened AS
SELECT
  TRY(CAST(from_iso8601_timestamp(json_extract_scalar(statement, '$.predicate.sealed')) AS timestamp(3)))
    AS sealed_at,
  TRY(CAST(from_iso8601_timestamp(json_extract_scalar(statement, '$.predicate.received')) AS timestamp(3)))
    AS received_at,
  TRY(CAST(from_iso8601_timestamp(json_extract_scalar(statement, '$.predicate.hashed')) AS timestamp(3)))
    AS hashed_at,
  json_extract_scalar(statement, '$.subject[0].annotations.bucket') AS bucket_name,
  json_extract_scalar(statement, '$.subject[0].annotations.key') AS object_key,
  json_extract_scalar(statement, '$.subject[0].annotations.versionId') AS version_id,
  json_extract_scalar(statement, '$.subject[0].digest.sha256') AS sha256,
  TRY(CAST(json_extract_scalar(statement, '$.subject[0].annotations.size') AS bigint)) AS size,
  json_extract_scalar(statement, '$.subject[0].annotations.eTag') AS etag,
  json_extract_scalar(statement, '$.predicate.purpose') AS purpose,
  json_extract_scalar(statement, '$.predicate.by') AS hashed_by,
  json_extract_scalar(statement, '$.predicate.destination.key') AS destination_key,
  json_extract_scalar(statement, '$.predicate.encryption.algorithm') AS sse_algorithm,
  json_extract_scalar(statement, '$.predicate.encryption.kmsKeyId') AS kms_key_id,
  json_extract_scalar(statement, '$.predicateType') AS predicate_type,
  key_id,
  bucket
FROM (
  SELECT
    TRY(from_utf8(from_base64(dsseenvelope.payload))) AS statement,
    verificationmaterial.publickey.hint AS key_id,
    bucket
  FROM provenance_records
)
