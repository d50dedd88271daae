-- Variant of v009 for the live inventory table of S3 Metadata (Iceberg). Replace v009 with this file and
-- caa304-raw-data with the raw bucket, run it in Athena, and reconcile with
-- --engine athena --inventory live. The records are listed as before.
-- The table has one row for each version and no column that says which one is the newest: that is the
-- one with the greatest sequence number of its key.
-- columns:
--   run varchar, source varchar, bucket varchar, key varchar, version_id varchar,
--   is_latest boolean, is_delete_marker boolean, size bigint, last_modified timestamp(3),
--   e_tag varchar, sha256 varchar
CREATE OR REPLACE VIEW waybill_objects AS
SELECT
  run,
  source,
  bucket,
  key,
  version_id,
  is_latest,
  is_delete_marker,
  size,
  last_modified,
  e_tag,
  sha256
FROM waybill_listings
WHERE source = 'records'
UNION ALL
SELECT
  'live',
  'raw',
  bucket,
  key,
  coalesce(nullif(version_id, ''), 'null'),
  sequence_number = max(sequence_number) OVER (PARTITION BY key),
  coalesce(is_delete_marker, false),
  coalesce(size, 0),
  CAST(last_modified_date AS timestamp(3)),
  nullif(e_tag, ''),
  CAST(NULL AS varchar)
FROM "s3tablescatalog/aws-s3"."b_caa304-raw-data"."inventory"
