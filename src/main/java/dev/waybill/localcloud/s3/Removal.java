package dev.waybill.localcloud.s3;

import org.jspecify.annotations.Nullable;

/**
 * One object of a DeleteObjects.
 *
 * @param key foreign text
 * @param versionId asked for, or null
 * @param errorCode or null
 */
record Removal(String key, @Nullable String versionId, @Nullable String errorCode) {}
