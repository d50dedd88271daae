package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * A page of versions.
 *
 * @param prefix what keys begin with
 * @param delimiter up to which keys are rolled up, or null
 * @param keyMarker the last key of the page before, or empty
 * @param versionIdMarker the last version of the page before, or null for all of the key
 * @param max entries at the most
 */
public record VersionQuery(
    String prefix,
    @Nullable String delimiter,
    String keyMarker,
    @Nullable String versionIdMarker,
    int max) {}
