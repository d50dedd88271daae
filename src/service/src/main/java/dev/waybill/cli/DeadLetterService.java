package dev.waybill.cli;

import dev.waybill.deadletter.DeadLetter;
import dev.waybill.deadletter.Redrive;
import dev.waybill.settings.Settings;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Service behind the command {@code dead-letters}, for the queues of the settings. Every method
 * throws an SdkException when AWS rejects a call, and a StartupException when a queue is missing or
 * the two do not belong together.
 */
public interface DeadLetterService {
  /**
   * Reads every message and leaves all of them in their queue.
   *
   * @param listener receives each message as soon as it is read
   */
  void list(Settings settings, Consumer<DeadLetter> listener);

  /**
   * Returns the message with an id of either queue; empty when no visible message has it.
   *
   * @param progress receives each message that is read on the way
   */
  Optional<DeadLetter> find(Settings settings, String id, Consumer<DeadLetter> progress);

  /**
   * Moves messages back to the queue.
   *
   * @param reason the label of the reason that messages must have; null for all messages
   * @param dryRun true to move nothing
   */
  void redrive(
      Settings settings, @Nullable String reason, boolean dryRun, Redrive.Listener listener);
}
