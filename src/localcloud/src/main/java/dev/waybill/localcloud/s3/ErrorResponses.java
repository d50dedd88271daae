package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Error responses of failed requests. */
final class ErrorResponses {
  private ErrorResponses() {}

  /**
   * Sends the error unless the response has started.
   *
   * @throws IOException when the response has started or the connection cannot be reused
   */
  static void send(S3Call call, Request request, AccessRecord access, StoreException failure)
      throws IOException {
    access.failed(failure);
    if (call.response().isCommitted()) {
      access.write();
      throw new IOException("the response failed after it had started");
    }
    String resource = "/" + call.bucketName() + "/" + call.key();
    write(request, call.response(), failure, resource, call.requestId(), access);
  }

  /** Sends the error for a request whose target is invalid. */
  static void sendWithoutTarget(
      Request request, S3Response response, String id, StoreException failure) throws IOException {
    write(request, response, failure, request.getHttpURI().getPath(), id, null);
  }

  private static void write(
      Request request,
      S3Response response,
      StoreException failure,
      String resource,
      String id,
      @Nullable AccessRecord access)
      throws IOException {
    boolean drained = drained(request);
    if (!drained) {
      response.header(HttpHeader.CONNECTION.asString(), HttpHeaderValue.CLOSE.asString());
    }
    int status = failure.code().status();
    if (request.getMethod().equals("HEAD") || status == 304) {
      response.empty(status);
    } else {
      response.header("Content-Type", "application/xml");
      response.bytes(status, document(failure, resource, id));
    }
    if (!drained) {
      if (access != null) {
        access.write();
      }
      response.flush();
      throw new IOException("the body of a failed request could not be read to its end");
    }
  }

  private static byte[] document(StoreException failure, String resource, String id) {
    XmlWriter error = XmlWriter.plain("Error");
    error.element("Code", failure.code().code()).element("Message", failure.getMessage());
    error.element("Resource", resource);
    return error.element("RequestId", id).element("HostId", "local").bytes();
  }

  private static boolean drained(Request request) throws IOException {
    try {
      return RequestBodyDrain.drain(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException();
    }
  }
}
