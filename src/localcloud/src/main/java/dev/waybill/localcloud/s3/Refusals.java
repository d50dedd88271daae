package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Answers of requests that are refused. */
final class Refusals {
  private Refusals() {}

  /**
   * Answers with the error, unless the answer has begun.
   *
   * @throws IOException when it has, or when the connection cannot be kept after it
   */
  static void answer(S3Call call, Request request, AccessRecord access, StoreException refusal)
      throws IOException {
    access.refused(refusal);
    if (call.answer().isCommitted()) {
      access.keep();
      throw new IOException("the answer broke off");
    }
    String resource = "/" + call.bucketName() + "/" + call.key();
    write(request, call.answer(), refusal, resource, call.requestId(), access);
  }

  /** Answers a request of which not even the target can be told. */
  static void unread(Request request, S3Answer answer, String id, StoreException refusal)
      throws IOException {
    write(request, answer, refusal, request.getHttpURI().getPath(), id, null);
  }

  private static void write(
      Request request,
      S3Answer answer,
      StoreException refusal,
      String resource,
      String id,
      @Nullable AccessRecord access)
      throws IOException {
    boolean drained = drained(request);
    if (!drained) {
      answer.header(HttpHeader.CONNECTION.asString(), HttpHeaderValue.CLOSE.asString());
    }
    int status = refusal.code().status();
    if (request.getMethod().equals("HEAD") || status == 304) {
      answer.empty(status);
    } else {
      answer.header("Content-Type", "application/xml");
      answer.bytes(status, document(refusal, resource, id));
    }
    if (!drained) {
      if (access != null) {
        access.keep();
      }
      answer.flush();
      throw new IOException("the body of a refused request was not read to its end");
    }
  }

  private static byte[] document(StoreException refusal, String resource, String id) {
    XmlWriter error = XmlWriter.plain("Error");
    error.element("Code", refusal.code().code()).element("Message", refusal.getMessage());
    error.element("Resource", resource);
    return error.element("RequestId", id).element("HostId", "local").bytes();
  }

  private static boolean drained(Request request) throws IOException {
    try {
      return RefusedBody.drain(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
