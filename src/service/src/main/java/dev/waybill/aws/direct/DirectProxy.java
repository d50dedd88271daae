package dev.waybill.aws.direct;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.apache5.ProxyConfiguration;

/** Proxy of an SDK client that makes calls directly where possible and otherwise with the SDK. */
final class DirectProxy {
  /** Sender of direct calls. */
  interface Calls {
    /**
     * Sends a call once, without retries.
     *
     * @param method name of the client's method
     * @param arguments non-empty arguments of the method
     * @return the response, or empty when the SDK must make the call
     * @throws IOException when the response is unusable and the SDK must repeat the call
     * @throws Exception the error that the SDK would throw
     */
    Optional<?> send(String method, Object[] arguments) throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(DirectProxy.class);

  /**
   * Time for which the SDK makes all calls after a direct one failed. AWS may be throttling then,
   * and only the SDK slows down.
   */
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Calls calls;
  private final LongSupplier nanos;
  private volatile boolean failed;
  private volatile long failedAt;

  DirectProxy(Calls calls, LongSupplier nanos) {
    this.calls = calls;
    this.nanos = nanos;
  }

  /**
   * Returns a client that sends frequent calls directly and all others with the SDK's client.
   * Returns the SDK's client when an HTTP proxy is configured.
   *
   * @param type interface of the client
   * @param sdk client of the SDK that makes all other calls
   */
  <C> C wrap(Class<C> type, C sdk) {
    if (isProxied()) {
      return sdk;
    }
    // A delegating class would lack the methods that a newer SDK adds to the interface.
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> invoke(proxy, sdk, method, arguments)));
  }

  /** Returns true when the SDK would find a configured HTTP proxy. */
  private static boolean isProxied() {
    return Stream.of("http", "https")
        .anyMatch(scheme -> ProxyConfiguration.builder().scheme(scheme).build().host() != null);
  }

  private Object invoke(Object proxy, Object sdk, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments[0] instanceof Consumer) {
      // The interface's default method builds the request and calls the proxy with it.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (arguments != null && !isPaused()) {
      Optional<?> response = sendDirectly(method.getName(), arguments);
      if (response.isPresent()) {
        return response.get();
      }
    }
    try {
      return method.invoke(sdk, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private boolean isPaused() {
    return failed && nanos.getAsLong() - failedAt < PAUSE_NANOS;
  }

  private Optional<?> sendDirectly(String method, Object[] arguments) throws Exception {
    try {
      return calls.send(method, arguments);
    } catch (IOException | DateTimeException | NumberFormatException e) {
      LOG.debug("direct call failed, retrying with the SDK: {}", e.toString());
      failedAt = nanos.getAsLong();
      failed = true;
      return Optional.empty();
    }
  }
}
