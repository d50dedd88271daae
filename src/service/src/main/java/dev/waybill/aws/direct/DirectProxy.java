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
import software.amazon.awssdk.http.apache.ProxyConfiguration;

/** Stands before a client of the SDK, and asks it only what was not answered directly. */
final class DirectProxy {
  /** Calls that are sent directly. */
  interface Calls {
    /**
     * Sends one, once.
     *
     * @param arguments at least one
     * @return empty when the call is the SDK's to make
     * @throws IOException when the answer is none that may be used, so that the SDK asks again
     * @throws Exception what the SDK would throw
     */
    Optional<?> sent(String method, Object[] arguments) throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(DirectProxy.class);

  /** After a surprise, when AWS may be throttling, only the SDK asks, which slows down then. */
  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final Calls calls;
  private final LongSupplier nanos;
  private volatile boolean surprised;
  private volatile long surprisedAt;

  DirectProxy(Calls calls, LongSupplier nanos) {
    this.calls = calls;
    this.nanos = nanos;
  }

  /**
   * A client that sends what it can, and asks the SDK's for the rest.
   *
   * @param type the interface of the client
   */
  <C> C before(Class<C> type, C sdk) {
    if (isProxied()) {
      return sdk;
    }
    // A proxy, because a delegating client would miss what a newer interface has.
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> called(proxy, sdk, method, arguments)));
  }

  /** Returns true when a proxy is configured, by the rules of the SDK. */
  private static boolean isProxied() {
    return Stream.of("http", "https")
        .anyMatch(scheme -> ProxyConfiguration.builder().scheme(scheme).build().host() != null);
  }

  private Object called(Object proxy, Object sdk, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null && arguments[0] instanceof Consumer) {
      // The interface makes a request of it, and comes again.
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    if (arguments != null && !isPaused()) {
      Optional<?> answer = direct(method.getName(), arguments);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    try {
      return method.invoke(sdk, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private boolean isPaused() {
    return surprised && nanos.getAsLong() - surprisedAt < PAUSE_NANOS;
  }

  private Optional<?> direct(String method, Object[] arguments) throws Exception {
    try {
      return calls.sent(method, arguments);
    } catch (IOException | DateTimeException | NumberFormatException e) {
      LOG.debug("a call goes by the SDK: {}", e.toString());
      surprisedAt = nanos.getAsLong();
      surprised = true;
      return Optional.empty();
    }
  }
}
