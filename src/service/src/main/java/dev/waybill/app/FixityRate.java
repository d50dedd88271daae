package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.plan.IntakeLag;
import dev.waybill.fixity.plan.LoadGate;
import dev.waybill.fixity.work.ReadPace;
import dev.waybill.fixity.work.ReplicaShare;
import dev.waybill.settings.FixitySettings;
import dev.waybill.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/**
 * Rate at which one process reads again.
 *
 * @param gate gate that slows re-verification down while intake is behind
 * @param pace the process's share of the budget
 */
record FixityRate(LoadGate gate, ReadPace pace) {
  /**
   * Returns the rate of a replica of the service.
   *
   * @param queue the queue of intake
   * @param fixityQueue the queue of re-verification
   * @param wait time that the last notification of this replica has waited; empty when none was
   *     received lately
   */
  static FixityRate ofReplica(
      AwsClients aws,
      Settings settings,
      Queue queue,
      Queue fixityQueue,
      Supplier<Optional<Duration>> wait,
      Clock clock) {
    FixityPolicy policy = FixityCycles.policy(settings.fixity());
    IntakeLag lag = new IntakeLag(wait, () -> Queue.depth(aws.sqs(), queue.url()), clock);
    LoadGate gate = new LoadGate(lag, settings.fixity().yieldAfter());
    return new FixityRate(
        gate, shared(aws, settings.fixity(), fixityQueue, () -> gate.share(policy)));
  }

  /** Returns the pace of a worker beside the service, which shares the budget with its replicas. */
  static ReadPace ofWorker(AwsClients aws, FixitySettings settings, Queue fixityQueue) {
    return shared(aws, settings, fixityQueue, () -> 1);
  }

  /** Returns the pace of a check that nothing else shares, and that counts bytes alone. */
  static ReadPace ofCheck(FixitySettings settings) {
    return new ReadPace(settings.bytesPerSecond(), Double.POSITIVE_INFINITY, () -> 1);
  }

  private static ReadPace shared(
      AwsClients aws, FixitySettings settings, Queue fixityQueue, DoubleSupplier load) {
    return new ReadPace(
        settings.bytesPerSecond(),
        FixityCycles.policy(settings).budget().readsPerSecond(prices(aws)),
        new ReplicaShare(() -> (int) Queue.busy(aws.sqs(), fixityQueue.url()).orElse(1), load));
  }

  static FixityPrices prices(AwsClients aws) {
    return FixityPrices.ofRegion(aws.s3().serviceClientConfiguration().region().id());
  }
}
