package dev.waybill.app;

import dev.waybill.model.NamedThreads;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectorBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Service;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Election by a lease of Kubernetes, by the elector of the Kubernetes client. A replica that lost
 * the lease, for whatever reason, tries again until it is stopped; a stop releases the lease.
 */
final class LeaseElection implements Service {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseElection.class);
  private static final Duration LEASE = Duration.ofSeconds(15);

  /** A leader that cannot renew gives up before the lease ends for others. */
  private static final Duration RENEW_DEADLINE = Duration.ofSeconds(8);

  private static final Duration RETRY = Duration.ofSeconds(2);

  /** With the deadline less than the lease, so that a request that hangs makes no two leaders. */
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  private final String lease;
  private @Nullable KubernetesClient client;
  private @Nullable ScheduledExecutorService threads;
  private @Nullable CompletableFuture<?> round;
  private volatile boolean isLeading;
  private volatile boolean isStopped;

  /**
   * @param lease name of the lease in the pod's namespace
   */
  LeaseElection(String lease) {
    this.lease = lease;
  }

  /** Returns true while this replica holds the lease. */
  boolean leads() {
    return isLeading;
  }

  @Override
  public synchronized void start() {
    int timeout = (int) REQUEST_TIMEOUT.toMillis();
    // Without retries of its own, because the elector tries again, and no later than its deadline.
    Config config =
        new ConfigBuilder()
            .withRequestTimeout(timeout)
            .withConnectionTimeout(timeout)
            .withRequestRetryBackoffLimit(0)
            .build();
    client = new KubernetesClientBuilder().withConfig(config).build();
    threads = Executors.newScheduledThreadPool(2, new NamedThreads("election"));
    elect(client, threads);
  }

  /** Takes part until the lease is lost, and then again. */
  private synchronized void elect(KubernetesClient kubernetes, ScheduledExecutorService executor) {
    if (isStopped) {
      return;
    }
    round =
        new LeaderElectorBuilder(kubernetes, executor)
            .withConfig(
                new LeaderElectionConfigBuilder()
                    .withName(lease)
                    .withLock(new LeaseLock(kubernetes.getNamespace(), lease, pod()))
                    .withLeaseDuration(LEASE)
                    .withRenewDeadline(RENEW_DEADLINE)
                    .withRetryPeriod(RETRY)
                    .withReleaseOnCancel(true)
                    .withLeaderCallbacks(
                        new LeaderCallbacks(
                            () -> lead(true), () -> lead(false), LeaseElection::log))
                    .build())
            .build()
            .start();
    var unused = round.whenComplete((end, failure) -> again(kubernetes, executor, failure));
  }

  private synchronized void again(
      KubernetesClient kubernetes, ScheduledExecutorService executor, @Nullable Throwable failure) {
    lead(false);
    if (isStopped) {
      return;
    }
    if (failure != null) {
      LOG.warn("election by lease failed lease={} cause={}; retrying", lease, failure.toString());
    }
    var unused =
        executor.schedule(
            () -> elect(kubernetes, executor), RETRY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lead(boolean leading) {
    isLeading = leading && !isStopped;
  }

  private static void log(String leader) {
    LOG.info("election by lease leader={}", leader);
  }

  /** Returns the name of the pod, which Kubernetes gives to the host. */
  private static String pod() {
    String host = System.getenv("HOSTNAME");
    if (host != null) {
      return host;
    }
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      throw new IllegalStateException("the name of the pod is not known", e);
    }
  }

  /** Releases the lease, so that another replica leads within seconds. */
  @Override
  public synchronized void stop() {
    isStopped = true;
    if (round != null) {
      boolean unused = round.cancel(true);
    }
    lead(false);
    if (threads != null) {
      threads.shutdownNow();
    }
    if (client != null) {
      client.close();
    }
  }
}
