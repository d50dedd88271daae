-- Versions and delete markers that are there, as a reconciliation by SQL reads them: from a listing.
-- For S3 Inventory or the live inventory of S3 Metadata, replace this script with one of variants/.
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
