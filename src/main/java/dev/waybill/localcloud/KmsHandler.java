package dev.waybill.localcloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers DescribeKey: every key there can be is there and enabled. */
final class KmsHandler extends Handler.Abstract {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DESCRIBE = "TrentService.DescribeKey";

  private final SigV4 signatures;
  private final LocalKeys keys;

  KmsHandler(SigV4 signatures, LocalKeys keys) {
    this.signatures = signatures;
    this.keys = keys;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    ObjectNode answer = answer(request, body);
    response.setStatus(answer.has("__type") ? 400 : 200);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.write(
        true, ByteBuffer.wrap(answer.toString().getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }

  private ObjectNode answer(Request request, byte[] body) throws IOException {
    try {
      signatures.verify(SignedRequest.of(request), body);
    } catch (StoreException refusal) {
      return error("InvalidSignatureException", String.valueOf(refusal.getMessage()));
    }
    if (!DESCRIBE.equals(request.getHeaders().get("X-Amz-Target"))) {
      return error("UnknownOperationException", "the local cloud has no such action");
    }
    try {
      return describe(MAPPER.readTree(body).path("KeyId"));
    } catch (JsonProcessingException e) {
      return error("SerializationException", "the body is not JSON");
    }
  }

  private ObjectNode describe(JsonNode keyId) {
    String arn = keyId.isTextual() ? keys.keyArn(keyId.textValue()) : "";
    String prefix = "arn:aws:kms:" + keys.region() + ":" + keys.account() + ":key/";
    if (!arn.startsWith(prefix)) {
      return error("NotFoundException", "there is no such key in this account and region");
    }
    ObjectNode answer = MAPPER.createObjectNode();
    answer
        .putObject("KeyMetadata")
        .put("AWSAccountId", keys.account())
        .put("KeyId", arn.substring(prefix.length()))
        .put("Arn", arn)
        .put("Enabled", true)
        .put("KeyState", "Enabled")
        .put("KeyUsage", "ENCRYPT_DECRYPT")
        .put("KeySpec", "SYMMETRIC_DEFAULT")
        .put("KeyManager", "CUSTOMER")
        .put("Origin", "AWS_KMS")
        .put("MultiRegion", false);
    return answer;
  }

  private static ObjectNode error(String type, String message) {
    return MAPPER.createObjectNode().put("__type", type).put("message", message);
  }
}
