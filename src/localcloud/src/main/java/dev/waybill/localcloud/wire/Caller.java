package dev.waybill.localcloud.wire;

import org.jspecify.annotations.Nullable;

/**
 * Verified signer of a request.
 *
 * @param accessKeyId the access key id
 * @param authMethod {@code AuthHeader} or {@code QueryString}
 * @param service the service of the credential scope
 * @param payloadHash the value of {@code x-amz-content-sha256}, or {@code UNSIGNED-PAYLOAD}
 * @param chunks the verifier of a signed stream's chunks; null for any other body
 */
public record Caller(
    String accessKeyId,
    String authMethod,
    String service,
    String payloadHash,
    @Nullable ChunkSignatures chunks) {}
