package dev.waybill.localcloud;

import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.QueryError;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignIn;
import dev.waybill.localcloud.wire.SignedRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Answers GetCallerIdentity, which is how tools ask whom they are signed in as. */
final class StsHandler extends Handler.Abstract {
  private static final String ANSWER =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<GetCallerIdentityResult><Arn>%s</Arn><UserId>%s</UserId>"
          + "<Account>%s</Account></GetCallerIdentityResult>"
          + "<ResponseMetadata><RequestId>%s</RequestId></ResponseMetadata>"
          + "</GetCallerIdentityResponse>";

  private final SignIn signIn;
  private final String account;

  StsHandler(SignIn signIn, String account) {
    this.signIn = signIn;
    this.account = account;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws IOException {
    byte[] body = BufferUtil.toArray(Content.Source.asByteBuffer(request));
    try {
      String id = signIn.require(SignedRequest.of(request), body).accessKeyId();
      requireKnown(new String(body, StandardCharsets.UTF_8));
      write(response, callback, 200, identity(new Principal(account, id)));
    } catch (QueryError refusal) {
      write(response, callback, refusal.status(), refusal.xml());
    }
    return true;
  }

  private static void requireKnown(String form) {
    String action = SigV4.query(form).getOrDefault("Action", "");
    if (!action.equals("GetCallerIdentity")) {
      throw new QueryError(400, "InvalidAction", "The local cloud has no such action");
    }
  }

  private static String identity(Principal caller) {
    return ANSWER.formatted(caller.arn(), caller.id(), caller.account(), UUID.randomUUID());
  }

  private static void write(Response response, Callback callback, int status, String xml) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    response.write(true, ByteBuffer.wrap(xml.getBytes(StandardCharsets.UTF_8)), callback);
  }
}
