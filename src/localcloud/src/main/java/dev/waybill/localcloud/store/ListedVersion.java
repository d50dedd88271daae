package dev.waybill.localcloud.store;

/**
 * Version in a listing.
 *
 * @param version the version
 * @param latest true for the current version of the key
 */
public record ListedVersion(StoredVersion version, boolean latest) {}
