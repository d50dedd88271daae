package dev.waybill.localcloud.sts;

import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SignedRequest;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
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

/** HTTP handler of STS's query protocol. */
public final class StsHandler extends Handler.Abstract {
  private static final String NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";
  private static final String BY_WEB_IDENTITY = "AssumeRoleWithWebIdentity";

  private final RequestAuthenticator signIn;
  private final Sessions sessions;
  private final StsTokens tokens;
  private final ServiceLog log;
  private final Clock clock;

  /**
   * Constructs the handler.
   *
   * @param secret the secret access key of all issued credentials
   */
  public StsHandler(
      RequestAuthenticator signIn, Sessions sessions, String secret, ServiceLog log, Clock clock) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.tokens = new StsTokens(sessions, secret, clock);
    this.log = log;
    this.clock = clock;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    String id = UUID.randomUUID().toString();
    response.getHeaders().put("x-amzn-RequestId", id);
    try {
      StsForm form = StsForm.parse(new String(body, StandardCharsets.UTF_8));
      String signer = signer(request, body, form);
      write(response, callback, 200, answer(request, form, signer, id));
    } catch (QueryError error) {
      byte[] xml = error.xml(id).getBytes(StandardCharsets.UTF_8);
      write(response, callback, error.status(), xml);
    }
    return true;
  }

  /** Returns the access key id of the signature. A call with a web identity may be unsigned. */
  private String signer(Request request, byte[] body, StsForm form) {
    boolean unsigned = request.getHeaders().get(HttpHeader.AUTHORIZATION) == null;
    return unsigned && form.action().equals(BY_WEB_IDENTITY)
        ? Principal.ANONYMOUS
        : signIn.require(SignedRequest.of(request), body).accessKeyId();
  }

  private byte[] answer(Request request, StsForm form, String signer, String id) {
    String agent = Objects.requireNonNullElse(request.getHeaders().get("User-Agent"), "");
    Origin origin = new Origin(signer, Request.getRemoteAddr(request), agent, id, clock.instant());
    ServiceLog.Entry entry = log.begin();
    try {
      byte[] answer = invoke(form, sessions.of(signer), id);
      entry.record(access(form, null, origin));
      return answer;
    } catch (QueryError error) {
      entry.record(access(form, error, origin));
      throw error;
    }
  }

  private byte[] invoke(StsForm form, Principal caller, String id) {
    String action = form.action();
    XmlWriter answer = XmlWriter.in(NAMESPACE, requireKnown(action) + "Response");
    answer.start(action + "Result");
    switch (action) {
      case "AssumeRole" -> tokens.assumeRole(form, answer);
      case BY_WEB_IDENTITY -> tokens.assumeWithWebIdentity(form, answer);
      case "GetSessionToken" -> tokens.session(caller, form, answer);
      default -> StsTokens.identity(caller, answer);
    }
    return answer.end().start("ResponseMetadata").element("RequestId", id).bytes();
  }

  private static String requireKnown(String action) {
    return switch (action) {
      case "AssumeRole", BY_WEB_IDENTITY, "GetSessionToken", "GetCallerIdentity" -> action;
      default ->
          throw new QueryError(
              400, "InvalidAction", "The local cloud does not support this action");
    };
  }

  private static ServiceAccess access(StsForm form, @Nullable QueryError error, Origin origin) {
    return new ServiceAccess(
        "sts.amazonaws.com",
        form.action(),
        true,
        form.requestParameters(),
        null,
        error == null ? null : error.code(),
        error == null ? null : error.getMessage(),
        origin);
  }

  private static void write(Response response, Callback callback, int status, byte[] xml) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    response.write(true, ByteBuffer.wrap(xml), callback);
  }
}
