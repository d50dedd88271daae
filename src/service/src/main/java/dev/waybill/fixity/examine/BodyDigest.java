package dev.waybill.fixity.examine;

import dev.waybill.record.object.Sha256;

/**
 * Bytes of one read, as a digest.
 *
 * @param sha256 digest of the bytes that arrived
 * @param bytes number of bytes that arrived
 * @param isWhole true when they are as many as the response announced
 */
record BodyDigest(Sha256 sha256, long bytes, boolean isWhole) {}
