package dev.waybill.localcloud.athena.engine;

import com.google.common.util.concurrent.ListenableFuture;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import io.airlift.units.DataSize;
import io.airlift.units.Duration;
import io.trino.Session;
import io.trino.operator.Driver;
import io.trino.operator.TaskContext;
import io.trino.spi.Page;
import io.trino.spi.type.Type;
import io.trino.testing.LocalQueryRunner;
import io.trino.testing.PageConsumerOperator.PageConsumerOutputFactory;
import io.trino.testing.TestingTaskContext;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a query's drivers in the caller's thread. The runner's own execute has a fixed bound of
 * memory, and cannot be ended.
 */
final class DriverLoop {
  private static final Duration SLICE = new Duration(50, TimeUnit.MILLISECONDS);
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

  private final LocalQueryRunner runner;

  DriverLoop(LocalQueryRunner runner) {
    this.runner = runner;
  }

  /** Two queries run at once, and the rest of the process needs heap too. */
  private static DataSize memory() {
    return DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 4);
  }

  /** Returns true when every row was put out. */
  boolean run(
      Session session,
      String sql,
      Function<List<Type>, Consumer<Page>> pages,
      QueryControl control) {
    TaskContext task =
        TestingTaskContext.builder(runner.getExecutor(), runner.getScheduler(), session)
            .setQueryMaxMemory(memory())
            // Else a query waits for memory that nobody gives back, and does not fail.
            .setMemoryPoolSize(DataSize.ofBytes(memory().toBytes() * 2))
            .build();
    List<Driver> drivers =
        runner.createDrivers(session, sql, new PageConsumerOutputFactory(pages), task);
    try {
      while (drivers.stream().anyMatch(driver -> !driver.isFinished())) {
        if (!advance(drivers, control)) {
          LockSupport.parkNanos(PAUSE);
        }
      }
      return true;
    } finally {
      drivers.forEach(Driver::close);
    }
  }

  /** Tells whether any driver can go on at once. */
  private static boolean advance(List<Driver> drivers, QueryControl control) {
    boolean moved = false;
    for (Driver driver : drivers) {
      requireGoingOn(control);
      if (!driver.isFinished()) {
        ListenableFuture<Void> blocked = driver.processForDuration(SLICE);
        moved |= blocked.isDone();
      }
    }
    return moved;
  }

  private static void requireGoingOn(QueryControl control) {
    if (control.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new SqlFailure(
          "USER_CANCELED", SqlFailure.Blame.CANCELLED, 0, 0, "Query cancelled by user");
    }
  }
}
