package dev.waybill.localcloud.athena.engine;

import com.google.common.util.concurrent.Futures;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Loop that runs a query's drivers in the caller's thread. The execute method of LocalQueryRunner
 * has a fixed memory limit and cannot be cancelled.
 */
final class DriverLoop {
  private static final Duration TIME_SLICE = new Duration(50, TimeUnit.MILLISECONDS);
  private static final String QUERY_PERCENT = "waybill.athena.query-memory-percent";
  private static final int DEFAULT_PERCENT = 25;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final LocalQueryRunner runner;

  DriverLoop(LocalQueryRunner runner) {
    this.runner = runner;
  }

  /**
   * Returns the memory limit of a query: a quarter of the heap, because two queries run
   * concurrently, and the rest of the process needs heap too. A system property sets another part,
   * for a process that runs one large query.
   */
  private static DataSize memoryLimit() {
    int percent = Integer.getInteger(QUERY_PERCENT, DEFAULT_PERCENT);
    return DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 100 * percent);
  }

  /** Runs a query. Returns true when all rows are delivered. */
  boolean run(
      Session session,
      String sql,
      Function<List<Type>, Consumer<Page>> pages,
      QueryControl control) {
    TaskContext task =
        TestingTaskContext.builder(runner.getExecutor(), runner.getScheduler(), session)
            .setQueryMaxMemory(memoryLimit())
            // With a smaller pool, a query over its limit waits forever instead of failing.
            .setMemoryPoolSize(DataSize.ofBytes(memoryLimit().toBytes() * 2))
            .build();
    List<Driver> drivers =
        runner.createDrivers(session, sql, new PageConsumerOutputFactory(pages), task);
    try {
      drive(drivers, control);
      return true;
    } finally {
      drivers.forEach(Driver::close);
    }
  }

  /**
   * Runs the drivers. Each file has its own driver, which opens the file at its first step. A
   * driver is started only when no started driver can proceed, so that memory does not depend on
   * the number of files.
   */
  private static void drive(List<Driver> drivers, QueryControl control) {
    Deque<Driver> pending = new ArrayDeque<>();
    drivers.stream().filter(driver -> !isReader(driver)).forEach(pending::add);
    drivers.stream().filter(DriverLoop::isReader).forEach(pending::add);
    List<StartedDriver> started = new ArrayList<>();
    while (!pending.isEmpty() || !started.isEmpty()) {
      boolean progressed = false;
      for (StartedDriver each : started) {
        requireNotCancelled(control);
        progressed |= each.advance();
      }
      started.removeIf(each -> each.driver.isFinished());
      if (!progressed && !pending.isEmpty()) {
        started.add(new StartedDriver(pending.remove()));
      } else if (!progressed) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  private static boolean isReader(Driver driver) {
    return driver.getDriverContext().getPipelineContext().isInputPipeline();
  }

  private static void requireNotCancelled(QueryControl control) {
    if (control.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new SqlFailure(
          "USER_CANCELED", SqlFailure.Kind.CANCELLED, 0, 0, "Query cancelled by user");
    }
  }

  private static final class StartedDriver {
    private final Driver driver;
    private ListenableFuture<Void> blocked = Futures.immediateVoidFuture();

    StartedDriver(Driver driver) {
      this.driver = driver;
    }

    /** Runs the driver for a time slice. Returns false if it is finished or blocked. */
    boolean advance() {
      if (driver.isFinished() || !blocked.isDone()) {
        return false;
      }
      blocked = driver.processForDuration(TIME_SLICE);
      return true;
    }
  }
}
