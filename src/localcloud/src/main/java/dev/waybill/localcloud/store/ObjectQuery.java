package dev.waybill.localcloud.store;

import org.jspecify.annotations.Nullable;

/**
 * A page of current objects.
 *
 * @param prefix what keys begin with
 * @param delimiter up to which keys are rolled up, or null
 * @param after the last key or common prefix of the page before, or empty
 * @param max entries at the most
 */
public record ObjectQuery(String prefix, @Nullable String delimiter, String after, int max) {}
