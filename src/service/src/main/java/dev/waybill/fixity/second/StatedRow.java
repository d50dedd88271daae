package dev.waybill.fixity.second;

/**
 * Row of a report, untrusted input.
 *
 * @param bucket name of the bucket
 * @param encodedKey URL-encoded key
 * @param versionId version id; may be empty
 * @param outcome statement about the version
 */
record StatedRow(String bucket, String encodedKey, String versionId, RowOutcome outcome) {}
