package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Object of a DeleteObjects call.
 *
 * @param key the object key; untrusted input
 * @param versionId the requested version id, or null
 * @param failure the error, or null when the object was deleted
 */
record BatchDeleteEntry(String key, @Nullable String versionId, @Nullable StoreException failure) {}
