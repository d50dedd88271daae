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
      drive(drivers, control);
      return true;
    } finally {
      drivers.forEach(Driver::close);
    }
  }

  /**
   * A file has a driver of its own, and is opened with its first step: one is only begun when none
   * of those begun can go on, so that memory does not depend on how many files there are.
   */
  private static void drive(List<Driver> drivers, QueryControl control) {
    Deque<Driver> waiting = new ArrayDeque<>();
    drivers.stream().filter(driver -> !isReader(driver)).forEach(waiting::add);
    drivers.stream().filter(DriverLoop::isReader).forEach(waiting::add);
    List<Begun> begun = new ArrayList<>();
    while (!waiting.isEmpty() || !begun.isEmpty()) {
      boolean moved = false;
      for (Begun each : begun) {
        requireGoingOn(control);
        moved |= each.advance();
      }
      begun.removeIf(each -> each.driver.isFinished());
      if (!moved && !waiting.isEmpty()) {
        begun.add(new Begun(waiting.remove()));
      } else if (!moved) {
        LockSupport.parkNanos(PAUSE);
      }
    }
  }

  private static boolean isReader(Driver driver) {
    return driver.getDriverContext().getPipelineContext().isInputPipeline();
  }

  private static void requireGoingOn(QueryControl control) {
    if (control.cancelled() || Thread.currentThread().isInterrupted()) {
      throw new SqlFailure(
          "USER_CANCELED", SqlFailure.Blame.CANCELLED, 0, 0, "Query cancelled by user");
    }
  }

  private static final class Begun {
    private final Driver driver;
    private ListenableFuture<Void> blocked = Futures.immediateVoidFuture();

    Begun(Driver driver) {
      this.driver = driver;
    }

    /** Goes on for a while; false when it has to wait. */
    boolean advance() {
      if (driver.isFinished() || !blocked.isDone()) {
        return false;
      }
      blocked = driver.processForDuration(SLICE);
      return true;
    }
  }
}
