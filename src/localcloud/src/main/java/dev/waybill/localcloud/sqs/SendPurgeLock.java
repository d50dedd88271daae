package dev.waybill.localcloud.sqs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * Lock that keeps the order of sends and purges the same in ElasticMQ and in the journal. Otherwise
 * a message that ElasticMQ has purged could be journaled after the purge and reappear after a
 * restart.
 *
 * <p>Sends run concurrently. An action on a whole queue runs exclusively.
 */
final class SendPurgeLock {
  /** A stamped lock can be unlocked by another thread than the one that locked it. */
  private final StampedLock lock = new StampedLock();

  /**
   * Runs a call under the lock that its action needs. The lock is released when the returned future
   * completes.
   */
  <T> CompletableFuture<T> run(String action, Supplier<CompletableFuture<T>> call) {
    return switch (action) {
      case "SendMessage", "SendMessageBatch" -> runLocked(lock.readLock(), call);
      case "CreateQueue", "SetQueueAttributes", "PurgeQueue", "DeleteQueue" ->
          runLocked(lock.writeLock(), call);
      default -> call.get();
    };
  }

  private <T> CompletableFuture<T> runLocked(long stamp, Supplier<CompletableFuture<T>> call) {
    try {
      return call.get().whenComplete((answer, failure) -> lock.unlock(stamp));
    } catch (RuntimeException failed) {
      lock.unlock(stamp);
      throw failed;
    }
  }
}
