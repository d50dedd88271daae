package dev.waybill.record.log;

import org.jspecify.annotations.Nullable;

/**
 * Witness that a policy knows.
 *
 * @param name name of the witness within the policy; for people
 * @param key public key of its cosignatures
 * @param url submission prefix of the witness, as the policy states it; null when it states none
 */
public record PolicyWitness(String name, VerifierKey key, @Nullable String url) {}
