package dev.waybill.localcloud;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers GetCallerIdentity, which is how tools ask whom they are signed in as. */
final class StsHandler extends Handler.Abstract {
  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([A-Za-z0-9_-]{1,128})/");
  private static final String ANSWER =
      "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">"
          + "<GetCallerIdentityResult><Arn>arn:aws:iam::%1$s:user/%2$s</Arn><UserId>%2$s</UserId>"
          + "<Account>%1$s</Account></GetCallerIdentityResult>"
          + "<ResponseMetadata><RequestId>%3$s</RequestId></ResponseMetadata>"
          + "</GetCallerIdentityResponse>";

  private final String account;

  StsHandler(String account) {
    this.account = account;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String credential = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    Matcher key = ACCESS_KEY.matcher(credential);
    String body =
        ANSWER.formatted(account, key.find() ? key.group(1) : "anonymous", UUID.randomUUID());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    return true;
  }
}
