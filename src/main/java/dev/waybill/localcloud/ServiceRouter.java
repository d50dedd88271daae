package dev.waybill.localcloud;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/**
 * Hands a request to the service it is signed for: one endpoint serves all, as the credential's
 * scope names the service.
 */
final class ServiceRouter extends Handler.Abstract {
  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([a-z0-9-]+)/aws4_request");

  private final Handler sqs;
  private final Handler sts;
  private final Handler kms;
  private final Handler s3;

  ServiceRouter(Handler sqs, Handler sts, Handler kms, Handler s3) {
    this.sqs = sqs;
    this.sts = sts;
    this.kms = kms;
    this.s3 = s3;
    addBean(sqs);
    addBean(sts);
    addBean(kms);
    addBean(s3);
  }

  @Override
  public void setServer(Server server) {
    super.setServer(server);
    sqs.setServer(server);
    sts.setServer(server);
    kms.setServer(server);
    s3.setServer(server);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String service = serviceOf(request);
    return switch (service) {
      case "sqs" -> sqs.handle(request, response, callback);
      case "sts" -> sts.handle(request, response, callback);
      case "kms" -> kms.handle(request, response, callback);
      case "s3" -> s3.handle(request, response, callback);
      default -> refuse(request, response, callback, service);
    };
  }

  private static boolean refuse(
      Request request, Response response, Callback callback, String service) {
    Response.writeError(
        request, response, callback, HttpStatus.NOT_IMPLEMENTED_501, "no service " + service);
    return true;
  }

  private static String serviceOf(Request request) {
    String target = request.getHeaders().get("X-Amz-Target");
    if (target != null && target.startsWith("AmazonSQS.")) {
      return "sqs";
    }
    String authorization = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    Matcher scope = SCOPE.matcher(authorization);
    return scope.find() ? scope.group(1) : unsigned(request);
  }

  /** S3 is never posted such a form unsigned, and the others refuse it alike. */
  private static String unsigned(Request request) {
    String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    String query = String.valueOf(request.getHttpURI().getQuery());
    boolean form =
        request.getMethod().equals("POST") && type.startsWith("application/x-www-form-urlencoded");
    return form && !query.contains("X-Amz-Signature=") ? "sqs" : "s3";
  }
}
