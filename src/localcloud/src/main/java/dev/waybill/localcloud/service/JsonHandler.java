package dev.waybill.localcloud.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.wire.Identities;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.SignIn;
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

/** Speaks AWS's JSON protocol for one service. A call is on record before it is answered. */
public final class JsonHandler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(JsonHandler.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final JsonService service;
  private final SignIn signIn;
  private final Identities identities;
  private final ServiceLog log;

  public JsonHandler(JsonService service, SignIn signIn, Identities identities, ServiceLog log) {
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
    } catch (QueryError unproved) {
      String code =
          unproved.code().equals("MissingAuthenticationToken")
              ? "MissingAuthenticationTokenException"
              : "InvalidSignatureException";
      refuse(response, callback, new JsonError(code, String.valueOf(unproved.getMessage())));
    } catch (JsonError refusal) {
      refuse(response, callback, refusal);
    }
    return true;
  }

  /** Decides a call and puts it on record, refused or not. */
  private ObjectNode answer(Request request, byte[] body, String signer, String id) {
    Origin origin = origin(request, signer, id);
    ObjectNode input = JSON.createObjectNode();
    String action = action(request);
    ServiceLog.Entry entry = log.begin();
    try {
      input = parsed(body);
      ObjectNode answer =
          decide(new JsonCall(action, input, identities.of(signer), service.invalid()));
      entry.record(access(action, input, answer, null, origin));
      return answer;
    } catch (JsonError refusal) {
      entry.record(access(action, input, null, refusal, origin));
      throw refusal;
    }
  }

  private ObjectNode decide(JsonCall call) {
    try {
      return service.answer(call);
    } catch (JsonError refusal) {
      throw refusal;
    } catch (RuntimeException failed) {
      LOG.error("the local {} failed in {}", service.scope(), call.action(), failed);
      throw new JsonError(500, "InternalFailure", "The local cloud failed; its log says why");
    }
  }

  private ServiceAccess access(
      String action,
      ObjectNode input,
      @Nullable ObjectNode answer,
      @Nullable JsonError refusal,
      Origin origin) {
    boolean readOnly = service.readOnly(action);
    boolean told = answer != null && !readOnly && !answer.isEmpty();
    return new ServiceAccess(
        service.scope() + ".amazonaws.com",
        action,
        readOnly,
        MemberNames.ofTrail(input, service.unlogged()),
        told ? MemberNames.ofTrail(Objects.requireNonNull(answer), service.unlogged()) : null,
        refusal == null ? null : refusal.code(),
        refusal == null ? null : refusal.getMessage(),
        origin);
  }

  private static Origin origin(Request request, String signer, String id) {
    String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
    return new Origin(signer, Request.getRemoteAddr(request), agent, id, Instant.now());
  }

  /** Clients differ in what stands before the last dot. */
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
      // Refused below, like JSON that is no object.
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new JsonError("SerializationException", "the body is no JSON object");
  }

  private static void refuse(Response response, Callback callback, JsonError refusal) {
    response.getHeaders().put("x-amzn-ErrorType", refusal.code());
    ObjectNode error = JSON.createObjectNode().put("__type", refusal.code());
    write(
        response,
        callback,
        refusal.status(),
        error.put("message", String.valueOf(refusal.getMessage())));
  }

  private static void write(Response response, Callback callback, int status, ObjectNode answer) {
    byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-amz-json-1.1");
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
