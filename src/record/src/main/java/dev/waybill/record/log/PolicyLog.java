package dev.waybill.record.log;

import org.jspecify.annotations.Nullable;

/**
 * Log that a policy accepts.
 *
 * @param key one public key of the log, whose name is the log's origin
 * @param url place of the log, as the policy states it; null when it states none
 */
public record PolicyLog(VerifierKey key, @Nullable String url) {}
