package dev.waybill.testing;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Counts every request that any AWS client of the JVM sends, retries too. Found by the SDK through
 * a resource of the tests.
 */
public final class CallCounter implements ExecutionInterceptor {
  private static final Map<String, LongAdder> CALLS = new ConcurrentHashMap<>();

  @Override
  public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes call) {
    String service = call.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    CALLS.computeIfAbsent(service + "." + operation, unused -> new LongAdder()).increment();
  }

  public static void reset() {
    CALLS.clear();
  }

  /** Requests by service and operation since the last reset. */
  public static Map<String, Long> calls() {
    Map<String, Long> calls = new TreeMap<>();
    CALLS.forEach((name, count) -> calls.put(name, count.sum()));
    return calls;
  }
}
