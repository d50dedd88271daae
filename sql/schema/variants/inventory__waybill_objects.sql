-- Variant of v009 for a report of S3 Inventory as Parquet or ORC. Replace v009__waybill_objects.sql with
-- this file, run it in Athena, and reconcile with --engine athena --inventory DT. The run of the raw
-- bucket is the partition dt of the report; the records are listed as before.
-- First create the table s3_inventory as S3's user guide does ("Querying Amazon S3 Inventory with Amazon
-- Athena"), with the columns bucket, key, version_id, is_latest, is_delete_marker, size,
-- last_modified_date (a timestamp) and e_tag, partitioned by dt, over the folder hive/ of the report.
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
  dt,
  'raw',
  bucket,
  key,
  -- An empty version id is the null version.
  coalesce(nullif(version_id, ''), 'null'),
  is_latest,
  is_delete_marker,
  coalesce(size, 0),
  CAST(last_modified_date AS timestamp(3)),
  nullif(e_tag, ''),
  CAST(NULL AS varchar)
FROM s3_inventory
