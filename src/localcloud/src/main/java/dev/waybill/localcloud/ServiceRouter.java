package dev.waybill.localcloud;

import dev.waybill.localcloud.batch.BatchJobHandler;
import java.util.Map;
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
 * Handler that passes a request to the service in its credential scope, so that one endpoint serves
 * all services.
 */
final class ServiceRouter extends Handler.Abstract {
  /** Name of S3 Control, whose requests have the credential scope of S3. */
  static final String S3_CONTROL = "s3-control";

  private static final Pattern SCOPE =
      Pattern.compile("Credential=[^/]+/[^/]+/[^/]+/([a-z0-9-]+)/aws4_request");

  private final Map<String, Handler> services;

  /**
   * @param services the handlers by the service name of the credential scope; S3 Control's by
   *     {@link #S3_CONTROL}
   */
  ServiceRouter(Map<String, Handler> services) {
    this.services = Map.copyOf(services);
    services.values().forEach(this::addBean);
  }

  @Override
  public void setServer(Server server) {
    super.setServer(server);
    services.values().forEach(service -> service.setServer(server));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    String name = serviceOf(request);
    Handler service = services.get(name);
    if (service == null) {
      Response.writeError(
          request,
          response,
          callback,
          HttpStatus.NOT_IMPLEMENTED_501,
          "the local cloud has no service " + name);
      return true;
    }
    return service.handle(request, response, callback);
  }

  private static String serviceOf(Request request) {
    String target = request.getHeaders().get("X-Amz-Target");
    if (target != null && target.startsWith("AmazonSQS.")) {
      return "sqs";
    }
    if (BatchJobHandler.isTarget(request)) {
      return S3_CONTROL;
    }
    String authorization = String.valueOf(request.getHeaders().get(HttpHeader.AUTHORIZATION));
    Matcher scope = SCOPE.matcher(authorization);
    return scope.find() ? scope.group(1) : unsigned(request);
  }

  /** Recognizes AssumeRoleWithWebIdentity: the only unsigned form post, which S3 never receives. */
  private static String unsigned(Request request) {
    String type = String.valueOf(request.getHeaders().get(HttpHeader.CONTENT_TYPE));
    String query = String.valueOf(request.getHttpURI().getQuery());
    boolean form =
        request.getMethod().equals("POST") && type.startsWith("application/x-www-form-urlencoded");
    return form && !query.contains("X-Amz-Signature=") ? "sts" : "s3";
  }
}
