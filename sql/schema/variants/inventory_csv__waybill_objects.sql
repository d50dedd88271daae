-- Variant of v009 for a report of S3 Inventory as CSV, of which all columns are texts and keys are URL
-- encoded. See inventory__waybill_objects.sql.
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
  url_decode(key),
  coalesce(nullif(version_id, ''), 'null'),
  CAST(is_latest AS boolean),
  CAST(is_delete_marker AS boolean),
  coalesce(TRY(CAST(nullif(size, '') AS bigint)), 0),
  -- A time that cannot be read is NULL, which makes the source incomplete.
  TRY(CAST(from_iso8601_timestamp(last_modified_date) AS timestamp(3))),
  nullif(e_tag, ''),
  CAST(NULL AS varchar)
FROM s3_inventory
