package dev.waybill.why.source;

import java.time.Instant;
import java.util.List;

/** Source of the calls about an object that CloudTrail logged. */
public interface CallSource {
  /**
   * Calls of a span.
   *
   * @param gaps plain words about what the answer leaves out
   */
  record Calls(List<ObjectCall> calls, List<String> gaps) {
    /** Answer without a call. */
    public static final Calls NONE = new Calls(List.of(), List.of());

    public Calls {
      calls = List.copyOf(calls);
      gaps = List.copyOf(gaps);
    }
  }

  /**
   * Returns the calls about both keys.
   *
   * @throws InterruptedException when the thread was interrupted
   * @throws RuntimeException when CloudTrail's files cannot be queried
   */
  Calls calls(StoryKeys keys, Instant from, Instant until) throws InterruptedException;
}
