package dev.waybill.localcloud;

import dev.waybill.localcloud.s3.AccessLog;
import dev.waybill.localcloud.s3.S3Access;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Access log whose calls tests can count. Nothing is kept while no test counts. */
final class CountedAccessLog implements AccessLog {
  private final AccessLog log;
  private final List<CallCounts> counters = new CopyOnWriteArrayList<>();

  CountedAccessLog(AccessLog log) {
    this.log = log;
  }

  CallCounts count() {
    CallCounts counter = new CallCounts(counters::remove);
    counters.add(counter);
    return counter;
  }

  @Override
  public void record(S3Access access) {
    counters.forEach(counter -> counter.record(access));
    log.record(access);
  }
}
