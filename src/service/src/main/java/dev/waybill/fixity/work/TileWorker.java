package dev.waybill.fixity.work;

import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Worker of a replica. A message is a hint: what the log does not have is not examined, and work
 * that has a result is not done again. A failure leaves the message to the queue, which delivers it
 * again.
 */
public final class TileWorker {
  private static final Logger LOG = LoggerFactory.getLogger(TileWorker.class);
  private static final int MAX_LOGGED_CHARACTERS = 80;

  private final LoggedEntries log;
  private final TaskExaminer examiner;
  private final TaskResults results;
  private final Consumer<TileResult> listener;

  /**
   * @param listener receives each result that was written; must not throw
   */
  public TileWorker(
      LoggedEntries log,
      TaskExaminer examiner,
      TaskResults results,
      Consumer<TileResult> listener) {
    this.log = log;
    this.examiner = examiner;
    this.results = results;
    this.listener = listener;
  }

  /**
   * Works off a message.
   *
   * @return true when the queue must deliver it again, because the log or the results cannot be
   *     reached or the service stops
   */
  public boolean isUnfinished(String message) {
    try {
      workOff(message);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("re-verification of a range failed cause=\"{}\"; retrying", e.getMessage());
      LOG.debug("re-verification of a range failed", e);
    }
    return true;
  }

  private void workOff(String message) throws InterruptedException {
    Optional<TileTask> task = TaskMessage.parse(message);
    if (task.isEmpty()) {
      LOG.warn("message of the fixity queue dropped: it is no range text=\"{}\"", printed(message));
    } else if (!log.has(task.get().range())) {
      LOG.warn("message of the fixity queue dropped: the log has no range {}", task.get().range());
    } else if (!results.exists(task.get())) {
      examine(task.get());
    }
  }

  private void examine(TileTask task) throws InterruptedException {
    TileResult result = examiner.examine(task);
    if (results.write(result)) {
      listener.accept(result);
    }
  }

  private static String printed(String message) {
    String start = message.substring(0, Math.min(message.length(), MAX_LOGGED_CHARACTERS));
    return start.replaceAll("[^ -~]|\"", "?");
  }
}
