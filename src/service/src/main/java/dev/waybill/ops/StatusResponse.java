package dev.waybill.ops;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Response to a request for the status page, with the headers that confine it. */
final class StatusResponse {
  /** Headers of every response: no script, nothing from elsewhere, and nothing is kept. */
  static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final HttpServerResponse response;
  private final boolean isHead;

  private StatusResponse(HttpServerResponse response, boolean isHead) {
    this.response = response;
    this.isHead = isHead;
  }

  static StatusResponse of(RoutingContext request) {
    HttpServerResponse response = request.response();
    HEADERS.forEach(response::putHeader);
    return new StatusResponse(response, request.request().method().equals(HttpMethod.HEAD));
  }

  /** Sends a content; HEAD gets its headers only. */
  void send(String type, Buffer content) {
    if (response.ended() || response.closed()) {
      return;
    }
    response.putHeader("Content-Type", type);
    response.putHeader("Content-Length", Integer.toString(content.length()));
    if (isHead) {
      response.end();
    } else {
      response.end(content);
    }
  }

  /** Leads to another page of the port; the address is relative, so that a proxy may prefix it. */
  void redirect(int status, String address) {
    response.setStatusCode(status).putHeader("Location", address).end();
  }

  /** Rejects the request. */
  void reject(int status) {
    if (!response.ended() && !response.closed()) {
      response.setStatusCode(status).putHeader("Allow", "GET, HEAD").end();
    }
  }
}
