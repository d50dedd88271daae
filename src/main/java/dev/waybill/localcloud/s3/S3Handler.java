package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.SigV4;
import dev.waybill.localcloud.wire.SignedRequest;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S3's REST API, path-style, over an object store. */
public final class S3Handler extends Handler.Abstract {
  private static final Logger LOG = LoggerFactory.getLogger(S3Handler.class);

  private final SigV4 signatures;
  private final String account;
  private final KmsKeys keys;
  private final AccessLog accessLog;
  private final Interceptor interceptor;
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
      NotificationListener notifications,
      AccessLog accessLog,
      Interceptor interceptor) {
    this.signatures = signatures;
    this.account = account;
    this.keys = keys;
    this.accessLog = accessLog;
    this.interceptor = interceptor;
    this.routes = new S3Routes(store, account, region, notifications, clock);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    response.getHeaders().put("x-amz-request-id", id.toUpperCase(Locale.ROOT));
    response.getHeaders().put("x-amz-id-2", "local");
    response.getHeaders().put("Server", "AmazonS3");
    try {
      S3Call call = new S3Call(request, response, id, keys, interceptor);
      AccessRecord access = new AccessRecord(call, request, clock.instant());
      String error = answer(call, request);
      accessLog.record(access.ended(error));
      finish(call, callback);
    } catch (StoreException malformed) {
      response.setStatus(malformed.code().status());
      callback.succeeded();
    }
    return true;
  }

  private static void finish(S3Call call, Callback callback) {
    if (call.status() == 0) {
      callback.failed(new IOException("the answer broke off"));
    } else {
      callback.succeeded();
    }
  }

  /** Answers, and gives the error's code, or null. */
  private @Nullable String answer(S3Call call, Request request) {
    try {
      call.signedBy(signatures.verify(SignedRequest.of(request)));
      requireOwner(call);
      routes.answer(call);
      return null;
    } catch (StoreException refusal) {
      return refuse(call, request, refusal);
    } catch (IOException e) {
      LOG.debug("a client went away", e);
      return refuse(call, request, new StoreException(S3ErrorCode.INCOMPLETE_BODY));
    } catch (RuntimeException e) {
      LOG.error("the local S3 failed in {}", call.operation(), e);
      return refuse(call, request, new StoreException(S3ErrorCode.INTERNAL_ERROR));
    }
  }

  private void requireOwner(S3Call call) {
    String expected = call.header("x-amz-expected-bucket-owner");
    if (expected != null && !expected.equals(account)) {
      throw new StoreException(S3ErrorCode.ACCESS_DENIED);
    }
  }

  private static String refuse(S3Call call, Request request, StoreException refusal) {
    String code = refusal.code().code();
    if (call.isCommitted()) {
      return code;
    }
    try {
      RefusedBody.drain(request);
      if (call.method().equals("HEAD") || refusal.code().status() == 304) {
        call.empty(refusal.code().status());
      } else {
        XmlWriter error = XmlWriter.plain("Error");
        error.element("Code", code).element("Message", refusal.getMessage());
        error.element("Resource", "/" + call.bucketName() + "/" + call.key());
        error.element("RequestId", call.requestId()).element("HostId", "local");
        call.xml(refusal.code().status(), error);
      }
    } catch (IOException gone) {
      LOG.debug("a client went away before its error", gone);
    }
    return code;
  }
}
