/**
 * Custody records: an in-toto Statement v1, signed as a DSSE envelope, wrapped as a Sigstore
 * bundle. Writes, reads and verifies records without network, private key or native library.
 */
@NullMarked
package dev.waybill.record;

import org.jspecify.annotations.NullMarked;
