package dev.waybill.fixity.examine;

import dev.waybill.provenance.SealedVersion;

/**
 * Sealed version of a key.
 *
 * @param sealed checksums and order
 * @param size size in bytes
 */
record KeyRecord(SealedVersion sealed, long size) {}
