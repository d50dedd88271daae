package dev.waybill.status;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answer to the question about one object. All texts are untrusted input.
 *
 * @param address the address as it was asked for
 * @param verdict word for the state of custody; empty when the question was not answered
 * @param sentence paragraph about it, or the reason why there is no answer
 * @param events what happened, in time order
 * @param gaps sentences about what is not known
 */
public record ObjectAnswer(
    String address, String verdict, String sentence, List<Line> events, List<String> gaps) {
  /** Limit of the events. */
  public static final int MAX_LINES = 40;

  private static final int MAX_ADDRESS = 4096;
  private static final int MAX_SENTENCE = 1200;
  private static final int MAX_EVENT = 400;

  /**
   * Event of the object.
   *
   * @param time time of the event; null when it is not known
   * @param kind kind of the event
   * @param isDefect true when custody is not as it must be
   */
  public record Line(@Nullable Instant time, String kind, String sentence, boolean isDefect) {
    public Line {
      sentence = StatusText.limited(sentence, MAX_EVENT);
    }
  }

  /** Limits all texts; the command {@code why} shows the whole story. */
  public ObjectAnswer {
    address = StatusText.limited(address, MAX_ADDRESS);
    sentence = StatusText.limited(sentence, MAX_SENTENCE);
    events = List.copyOf(events.subList(Math.max(0, events.size() - MAX_LINES), events.size()));
    gaps = gaps.stream().limit(MAX_LINES).map(it -> StatusText.limited(it, MAX_EVENT)).toList();
  }

  /** Returns the reason why there is no answer. */
  static ObjectAnswer none(String address, String reason) {
    return new ObjectAnswer(address, "", reason, List.of(), List.of());
  }
}
