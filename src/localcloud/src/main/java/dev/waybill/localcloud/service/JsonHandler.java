package dev.waybill.localcloud.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.wire.PrincipalLookup;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP handler of one service that uses AWS's JSON protocol. A call is recorded before it is
 * answered.
 */
public final class JsonHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(JsonHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonService service;
  private final RequestAuthenticator signIn;
  private final PrincipalLookup identities;
  private final ServiceLog log;

  public JsonHandler(
      JsonService service,
      RequestAuthenticator signIn,
      PrincipalLookup identities,
      ServiceLog log) {
    this.service = service;
    this.signIn = signIn;
    this.identities = identities;
    this.log = log;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    String id = UUID.randomUUID().toString();
    response.getHeaders().put("x-amzn-RequestId", id);
    try {
      String signer = signIn.require(SignedRequest.of(request), body).accessKeyId();
      write(response, callback, 200, answer(request, body, signer, id));
    } catch (QueryError unauthenticated) {
      String code =
          unauthenticated.code().equals("MissingAuthenticationToken")
              ? "MissingAuthenticationTokenException"
              : "InvalidSignatureException";
      writeError(
          response, callback, new JsonError(code, String.valueOf(unauthenticated.getMessage())));
    } catch (JsonError error) {
      writeError(response, callback, error);
    }
    return true;
  }

  /** Executes a call and records it, whether it succeeds or fails. */
  private ObjectNode answer(Request request, byte[] body, String signer, String id) {
    Origin origin = origin(request, signer, id);
    ObjectNode input = JSON.createObjectNode();
    String action = action(request);
    ServiceLog.Entry entry = log.begin();
    try {
      input = parsed(body);
      ObjectNode answer =
          invoke(new JsonCall(action, input, identities.of(signer), service.invalidInputCode()));
      entry.record(access(action, input, answer, null, origin));
      return answer;
    } catch (JsonError error) {
      entry.record(access(action, input, null, error, origin));
      throw error;
    }
  }

  private ObjectNode invoke(JsonCall call) {
    try {
      return service.answer(call);
    } catch (JsonError error) {
      throw error;
    } catch (RuntimeException failed) {
      LOG.error(
          "local_cloud_call_failed service={} action={}", service.scope(), call.action(), failed);
      throw new JsonError(500, "InternalFailure", "The local cloud failed; see its log");
    }
  }

  private ServiceAccess access(
      String action,
      ObjectNode input,
      @Nullable ObjectNode answer,
      @Nullable JsonError error,
      Origin origin) {
    boolean readOnly = service.readOnly(action);
    boolean hasElements = answer != null && !readOnly && !answer.isEmpty();
    return new ServiceAccess(
        service.scope() + ".amazonaws.com",
        action,
        readOnly,
        MemberNames.toCloudTrail(input, service.sensitiveMembers()),
        hasElements
            ? MemberNames.toCloudTrail(Objects.requireNonNull(answer), service.sensitiveMembers())
            : null,
        error == null ? null : error.code(),
        error == null ? null : error.getMessage(),
        origin);
  }

  private static Origin origin(Request request, String signer, String id) {
    String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
    return new Origin(signer, Request.getRemoteAddr(request), agent, id, Instant.now());
  }

  /** Returns the action, which follows the last dot. Clients differ in the text before it. */
  private static String action(Request request) {
    String target = Objects.requireNonNullElse(request.getHeaders().get("X-Amz-Target"), "");
    return target.substring(target.lastIndexOf('.') + 1);
  }

  private static ObjectNode parsed(byte[] body) {
    try {
      JsonNode tree = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
      if (tree instanceof ObjectNode input) {
        return input;
      }
    } catch (JsonProcessingException e) {
      // Rejected below, together with JSON that is not an object.
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new JsonError("SerializationException", "The body must be a JSON object");
  }

  private static void writeError(Response response, Callback callback, JsonError error) {
    response.getHeaders().put("x-amzn-ErrorType", error.code());
    ObjectNode body = JSON.createObjectNode().put("__type", error.code());
    write(
        response,
        callback,
        error.status(),
        body.put("message", String.valueOf(error.getMessage())));
  }

  private static void write(Response response, Callback callback, int status, ObjectNode answer) {
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
