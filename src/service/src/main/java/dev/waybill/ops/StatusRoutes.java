package dev.waybill.ops;

import dev.waybill.status.ObjectAnswer;
import dev.waybill.status.ObjectQuestions;
import dev.waybill.status.StatusPage;
import dev.waybill.status.StatusReader;
import dev.waybill.status.StatusReport;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.ManagementHttpServer;
import org.jspecify.annotations.Nullable;

/**
 * Status page on the management port: {@code /status}, its style sheet, and {@code /} that leads to
 * it. Only GET and HEAD are answered, and neither changes anything.
 */
public final class StatusRoutes {
  private static final String PAGE = "/status";
  private static final String STYLE = "/status.css";
  private static final String HTML = "text/html; charset=utf-8";
  private static final String CSS = "text/css; charset=utf-8";
  private static final int FOUND = 302;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int MISDIRECTED = 421;
  private static final int FAILED = 500;

  private final StatusReader reader;
  private final @Nullable ObjectQuestions questions;
  private final Executor threads;
  private final Buffer style;
  private final boolean isLocal;
  private volatile @Nullable Rendered last;

  /** Page of a report, which serves as long as the report. */
  private record Rendered(StatusReport report, Buffer page) {}

  /**
   * @param address address on which the port listens; on one of this machine only, requests that
   *     name another machine are rejected
   * @param questions questions about objects; null when none is answered
   * @param threads threads that make pages
   */
  public StatusRoutes(
      String address, StatusReader reader, @Nullable ObjectQuestions questions, Executor threads) {
    isLocal = LocalHosts.isLocal(address);
    this.reader = reader;
    this.questions = questions;
    this.threads = threads;
    try (InputStream in = StatusPage.class.getResourceAsStream("status.css")) {
      style = Buffer.buffer(in == null ? new byte[0] : in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the routes to the management server of a context that runs. */
  public void serve(CamelContext context) {
    ManagementHttpServer server = context.hasService(ManagementHttpServer.class);
    if (server != null) {
      serve(server.getRouter());
    }
  }

  void serve(Router router) {
    route(router, "/", it -> StatusResponse.of(it).redirect(FOUND, "status"));
    route(router, STYLE, it -> StatusResponse.of(it).send(CSS, style));
    route(router, PAGE, this::page);
  }

  /** Handler of a request that only reads. */
  private interface Reading {
    void handle(RoutingContext request);
  }

  private void route(Router router, String path, Reading reading) {
    router
        .route(path)
        .handler(
            request -> {
              HttpMethod method = request.request().method();
              if (!path.equals(request.request().path())) {
                request.next();
              } else if (isLocal && !LocalHosts.isName(request.request().getHeader("Host"))) {
                StatusResponse.of(request).reject(MISDIRECTED);
              } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
                reading.handle(request);
              } else {
                StatusResponse.of(request).reject(METHOD_NOT_ALLOWED);
              }
            });
  }

  private void page(RoutingContext request) {
    StatusResponse response = StatusResponse.of(request);
    String question;
    try {
      question = Objects.requireNonNullElse(request.queryParams().get("object"), "").strip();
    } catch (HttpException e) {
      // A query that is not percent-encoded. The router would log it with its stack.
      response.reject(e.getStatusCode());
      return;
    }
    Context context = Vertx.currentContext();
    CompletableFuture<Void> unused =
        content(request.request().method().equals(HttpMethod.HEAD) ? "" : question)
            .handle(
                (page, failure) -> {
                  context.runOnContext(
                      nothing -> {
                        if (page == null) {
                          response.reject(FAILED);
                        } else {
                          response.send(HTML, page);
                        }
                      });
                  return null;
                });
  }

  private CompletableFuture<Buffer> content(String question) {
    if (question.isEmpty() || questions == null) {
      return reader.report().thenApplyAsync(this::page, threads);
    }
    return questions
        .ask(question)
        .thenCombineAsync(reader.report(), (answer, report) -> page(report, answer), threads);
  }

  private Buffer page(StatusReport report) {
    Rendered rendered = last;
    if (rendered == null || !rendered.report().equals(report)) {
      rendered = new Rendered(report, page(report, null));
      last = rendered;
    }
    return rendered.page();
  }

  private Buffer page(StatusReport report, @Nullable ObjectAnswer answer) {
    return Buffer.buffer(new StatusPage(report, questions != null, answer).html());
  }
}
