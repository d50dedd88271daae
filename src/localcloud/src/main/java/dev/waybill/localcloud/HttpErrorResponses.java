package dev.waybill.localcloud;

import dev.waybill.localcloud.wire.XmlWriter;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Error responses for requests that fail before a service sees them. The body is S3's XML, because
 * AWS clients treat any other body as an error of a proxy.
 */
final class HttpErrorResponses extends ErrorHandler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = response.getStatus();
    XmlWriter error = XmlWriter.plain("Error").element("Code", code(status));
    error.element("Message", message(request, status)).element("HostId", "local");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/xml");
    response.write(true, ByteBuffer.wrap(error.bytes()), callback);
    return true;
  }

  private static String message(Request request, int status) {
    Object reason = request.getAttribute(ERROR_MESSAGE);
    return reason == null ? HttpStatus.getMessage(status) : reason.toString();
  }

  private static String code(int status) {
    return switch (status) {
      case HttpStatus.BAD_REQUEST_400 -> "InvalidRequest";
      case HttpStatus.URI_TOO_LONG_414 -> "InvalidURI";
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> "RequestHeaderSectionTooLarge";
      case HttpStatus.NOT_IMPLEMENTED_501 -> "NotImplemented";
      default -> status < 500 ? "InvalidRequest" : "InternalError";
    };
  }
}
