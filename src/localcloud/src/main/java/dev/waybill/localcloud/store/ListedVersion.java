package dev.waybill.localcloud.store;

/**
 * One version in a listing.
 *
 * @param version the version
 * @param latest whether it is the current one
 */
public record ListedVersion(StoredVersion version, boolean latest) {}
