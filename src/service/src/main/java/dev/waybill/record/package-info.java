/**
 * Provenance records: in-toto Statement v1, signed as DSSE, wrapped as a Sigstore bundle. Pure: no
 * network.
 */
@NullMarked
package dev.waybill.record;

import org.jspecify.annotations.NullMarked;
