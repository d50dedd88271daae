package dev.waybill.ops;

import dev.waybill.http.ConnectionLimit;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x whose HTTP servers speak HTTP/1.1 only and limit what a client may hold. Camel makes the
 * server of the management port with default options, among them HTTP/2 without TLS, and offers no
 * setting for them. The port needs no password, so a client must not be able to occupy it.
 */
public final class ManagementVertx implements AutoCloseable {
  static final int MAX_CONNECTIONS = 64;
  static final int MAX_HEADER_BYTES = 8 * 1024;
  private static final int IDLE_SECONDS = 30;

  /** Property of Netty; JDK 24 and newer warn of its use of {@code sun.misc.Unsafe}. */
  static final String NO_UNSAFE = "io.netty.noUnsafe";

  static {
    // Before Netty's first class is loaded. The port of health and metrics needs no fast buffers.
    if (System.getProperty(NO_UNSAFE) == null) {
      System.setProperty(NO_UNSAFE, "true");
    }
  }

  private final Vertx vertx = Vertx.vertx();
  private final Vertx limited =
      (Vertx)
          Proxy.newProxyInstance(
              ManagementVertx.class.getClassLoader(),
              vertx.getClass().getInterfaces(),
              (proxy, method, arguments) -> call(method, arguments));

  /** Returns the Vert.x to bind into Camel's registry. */
  public Vertx vertx() {
    return limited;
  }

  private Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (method.getName().equals("createHttpServer")) {
      return server(arguments == null ? new HttpServerOptions() : (HttpServerOptions) arguments[0]);
    }
    try {
      return method.invoke(vertx, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private HttpServer server(HttpServerOptions options) {
    options
        .setHttp2ClearTextEnabled(false)
        .setMaxHeaderSize(MAX_HEADER_BYTES)
        .setIdleTimeout(IDLE_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS);
    return vertx.createHttpServer(options).connectionHandler(new ConnectionLimit(MAX_CONNECTIONS));
  }

  @Override
  public void close() {
    vertx.close();
  }
}
