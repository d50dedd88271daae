package dev.waybill.localcloud.wire;

import org.jspecify.annotations.Nullable;

/**
 * Who signed a request, and how.
 *
 * @param accessKeyId the access key id
 * @param authMethod {@code AuthHeader} or {@code QueryString}
 * @param service of the credential's scope
 * @param payloadHash {@code x-amz-content-sha256}, or {@code UNSIGNED-PAYLOAD}
 * @param chunks verifies the chunks of a signed stream; null for another body
 */
public record Caller(
    String accessKeyId,
    String authMethod,
    String service,
    String payloadHash,
    @Nullable ChunkSignatures chunks) {}
