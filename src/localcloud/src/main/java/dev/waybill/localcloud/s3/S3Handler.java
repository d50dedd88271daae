package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.LostContentException;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.PrincipalLookup;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignedRequest;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Handler of S3's REST API on top of an object store. */
public final class S3Handler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

  private static final List<String> OWNER_HEADERS =
      List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner");

  private final SigV4 signatures;
  private final String account;
  private final AccessLog accessLog;
  private final RequestContext context;
  private final S3Routes routes;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param account the owner of every bucket
   */
  public S3Handler(
      ObjectStore store,
      SigV4 signatures,
      String account,
      String region,
      KmsKeys keys,
      PrincipalLookup principals,
      NotificationListener notifications,
      AccessLog accessLog,
      Interceptor interceptor) {
    this.signatures = signatures;
    this.account = account;
    this.accessLog = accessLog;
    this.context = new RequestContext(keys, new Permissions(principals), interceptor);
    this.routes = new S3Routes(store, account, region, notifications, clock);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String requestId = id.toUpperCase(Locale.ROOT);
    response.getHeaders().put("x-amz-request-id", requestId);
    response.getHeaders().put("x-amz-id-2", "local");
    response.getHeaders().put("Server", "AmazonS3");
    S3Response s3Response = new S3Response(response, request.getMethod().equals("HEAD"));
    try {
      respond(request, s3Response, requestId);
      callback.succeeded();
    } catch (IOException | RuntimeException e) {
      LOG.debug("sending a response failed", e);
      callback.failed(e);
    }
    return true;
  }

  private void respond(Request request, S3Response s3Response, String id) throws IOException {
    S3Call call;
    try {
      S3Target target = S3Target.of(request);
      call = new S3Call(request, s3Response, id, target, context);
    } catch (StoreException invalidTarget) {
      ErrorResponses.sendWithoutTarget(request, s3Response, id, invalidTarget);
      return;
    }
    AccessRecord access = new AccessRecord(accessLog, call, request, clock.instant());
    s3Response.beforeEnd(access::write);
    try {
      run(call, request);
    } catch (StoreException failure) {
      ErrorResponses.send(call, request, access, failure);
    } catch (IOException e) {
      ErrorResponses.send(call, request, access, new StoreException(failed(call, e)));
    } catch (RuntimeException e) {
      LOG.error("operation {} of the local S3 failed", call.operation(), e);
      ErrorResponses.send(call, request, access, new StoreException(S3ErrorCode.INTERNAL_ERROR));
    }
    access.write();
  }

  /** Returns the error for a failure to store a body, or to send a response that has begun. */
  private static S3ErrorCode failed(S3Call call, IOException failure) {
    boolean ofClient = !(failure instanceof LostContentException);
    if (ofClient && call.response().isCommitted()) {
      LOG.debug("the client closed the connection", failure);
      return S3ErrorCode.INCOMPLETE_BODY;
    }
    LOG.error("operation {} of the local S3 failed: {}", call.operation(), failure.toString());
    return S3ErrorCode.INTERNAL_ERROR;
  }

  private void run(S3Call call, Request request) throws IOException {
    S3Routes.Route route = routes.of(call);
    call.setOperation(route.name());
    if (String.valueOf(call.header("content-type")).startsWith("multipart/form-data")) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    call.setCaller(signatures.verify(SignedRequest.of(request)));
    requireOwner(call);
    EncryptionHeaders.requireNoCustomerKeys(call);
    routes.run(route, call);
  }

  private void requireOwner(S3Call call) {
    for (String name : OWNER_HEADERS) {
      String expected = call.header(name);
      if (expected != null && !expected.equals(account)) {
        throw new StoreException(S3ErrorCode.ACCESS_DENIED);
      }
    }
  }
}
