package dev.waybill.deadletter;

import dev.waybill.deadletter.DeadLetterScan.Next;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reader of dead letters, which leaves all of them in their queue. */
public final class DeadLetterReader {
  private final DeadLetterScan scan;

  public DeadLetterReader(DeadLetters queue) {
    this.scan = new DeadLetterScan(queue);
  }

  /** Passes each message on as soon as it is read. */
  public void each(Consumer<DeadLetter> listener) {
    scan.run(
        letter -> {
          listener.accept(letter);
          return Next.KEEP;
        });
  }

  /**
   * Returns the message with an id of either queue; empty when no visible message has it.
   *
   * @param progress receives each message that is read on the way
   */
  public Optional<DeadLetter> find(String id, Consumer<DeadLetter> progress) {
    AtomicReference<@Nullable DeadLetter> found = new AtomicReference<>();
    scan.run(
        letter -> {
          progress.accept(letter);
          if (!letter.hasId(id)) {
            return Next.KEEP;
          }
          found.set(letter);
          return Next.STOP;
        });
    return Optional.ofNullable(found.get());
  }
}
