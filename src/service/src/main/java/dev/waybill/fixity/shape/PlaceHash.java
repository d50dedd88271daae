package dev.waybill.fixity.shape;

/**
 * Hash of a place.
 *
 * @param high first half
 * @param low second half
 */
record PlaceHash(long high, long low) {}
