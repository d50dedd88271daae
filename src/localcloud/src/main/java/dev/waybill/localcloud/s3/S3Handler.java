package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.Identities;
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

/** S3's REST API over an object store. */
public final class S3Handler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

  private static final List<String> OWNERS =
      List.of("x-amz-expected-bucket-owner", "x-amz-source-expected-bucket-owner");

  private final SigV4 signatures;
  private final String account;
  private final AccessLog accessLog;
  private final RequestContext guards;
  private final S3Routes routes;
  private final Clock clock = Clock.systemUTC();

  /**
   * @param account owner of every bucket
   */
  public S3Handler(
      ObjectStore store,
      SigV4 signatures,
      String account,
      String region,
      KmsKeys keys,
      Identities identities,
      NotificationListener notifications,
      AccessLog accessLog,
      Interceptor interceptor) {
    this.signatures = signatures;
    this.account = account;
    this.accessLog = accessLog;
    this.guards = new RequestContext(keys, new Permissions(identities), interceptor);
    this.routes = new S3Routes(store, account, region, notifications, clock);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    String requestId = id.toUpperCase(Locale.ROOT);
    response.getHeaders().put("x-amz-request-id", requestId);
    response.getHeaders().put("x-amz-id-2", "local");
    response.getHeaders().put("Server", "AmazonS3");
    S3Answer answer = new S3Answer(response, request.getMethod().equals("HEAD"));
    try {
      answer(request, answer, requestId);
      callback.succeeded();
    } catch (IOException | RuntimeException broken) {
      LOG.debug("an answer broke off", broken);
      callback.failed(broken);
    }
    return true;
  }

  private void answer(Request request, S3Answer answer, String id) throws IOException {
    S3Call call;
    try {
      S3Target target = S3Target.of(request);
      call = new S3Call(request, answer, id, target, guards);
    } catch (StoreException malformed) {
      Refusals.unread(request, answer, id, malformed);
      return;
    }
    AccessRecord access = new AccessRecord(accessLog, call, request, clock.instant());
    answer.beforeEnd(access::keep);
    try {
      run(call, request);
    } catch (StoreException refusal) {
      Refusals.answer(call, request, access, refusal);
    } catch (IOException e) {
      LOG.debug("a client went away", e);
      Refusals.answer(call, request, access, new StoreException(S3ErrorCode.INCOMPLETE_BODY));
    } catch (RuntimeException e) {
      LOG.error("the local S3 failed in {}", call.operation(), e);
      Refusals.answer(call, request, access, new StoreException(S3ErrorCode.INTERNAL_ERROR));
    }
    access.keep();
  }

  private void run(S3Call call, Request request) throws IOException {
    S3Routes.Route route = routes.of(call);
    call.operation(route.name());
    if (String.valueOf(call.header("content-type")).startsWith("multipart/form-data")) {
      throw new StoreException(S3ErrorCode.NOT_IMPLEMENTED);
    }
    call.signedBy(signatures.verify(SignedRequest.of(request)));
    requireOwner(call);
    EncryptionHeaders.refuseCustomerKeys(call);
    routes.run(route, call);
  }

  private void requireOwner(S3Call call) {
    for (String name : OWNERS) {
      String expected = call.header(name);
      if (expected != null && !expected.equals(account)) {
        throw new StoreException(S3ErrorCode.ACCESS_DENIED);
      }
    }
  }
}
