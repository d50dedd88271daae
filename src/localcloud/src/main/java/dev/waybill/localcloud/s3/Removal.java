package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * One object of a DeleteObjects.
 *
 * @param key foreign text
 * @param versionId asked for, or null
 * @param refusal or null
 */
record Removal(String key, @Nullable String versionId, @Nullable StoreException refusal) {}
