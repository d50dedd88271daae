package dev.waybill.localcloud.sqs;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;

/**
 * One order of sends and purges: a send that the engine has and the journal has not yet would
 * otherwise fall behind a purge that took it, and come back.
 *
 * <p>Sends go side by side; what befalls a whole queue goes alone.
 */
final class CallOrder {
  /** Unlike others, it may be unlocked by another thread than the one that locked it. */
  private final StampedLock lock = new StampedLock();

  /** Runs a call when it is its turn; the turn ends with what the call gives. */
  <T> CompletableFuture<T> keep(String action, Supplier<CompletableFuture<T>> call) {
    return switch (action) {
      case "SendMessage", "SendMessageBatch" -> held(lock.readLock(), call);
      case "CreateQueue", "SetQueueAttributes", "PurgeQueue", "DeleteQueue" ->
          held(lock.writeLock(), call);
      default -> call.get();
    };
  }

  private <T> CompletableFuture<T> held(long stamp, Supplier<CompletableFuture<T>> call) {
    try {
      return call.get().whenComplete((answer, failure) -> lock.unlock(stamp));
    } catch (RuntimeException failed) {
      lock.unlock(stamp);
      throw failed;
    }
  }
}
