package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.model.CustodyListener;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import dev.waybill.testing.FaultProxy.Request;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Replica of the service in this process, behind a proxy of its own that damages some responses. A
 * kill cuts all of its connections at once: for AWS, that is a process that died.
 */
final class StormReplica implements AutoCloseable {
  private static final int ALWAYS = Integer.MAX_VALUE;

  private final FaultProxy proxy;
  private final AwsClients aws;
  private final Pipeline pipeline;

  private StormReplica(FaultProxy proxy, AwsClients aws, Pipeline pipeline) {
    this.proxy = proxy;
    this.aws = aws;
    this.pipeline = pipeline;
  }

  /**
   * Starts a replica.
   *
   * @param home the home directory with the routes
   * @param weather decides whether responses are damaged
   */
  static StormReplica start(
      CloudUnderTest cloud,
      PipelineUnderTest deployment,
      Path home,
      CustodyListener listener,
      long seed,
      StormWeather weather)
      throws Exception {
    FaultProxy proxy = new FaultProxy(cloud.endpoint());
    AwsClients aws =
        AwsClients.of(
            proxy.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()),
            deployment.settings());
    Pipeline pipeline = Pipeline.start(home, deployment.loaded(), aws, listener);
    damage(proxy, new Random(seed), weather);
    return new StormReplica(proxy, aws, pipeline);
  }

  private static void damage(FaultProxy proxy, Random random, StormWeather weather) {
    Predicate<Request> copies = it -> it.headers().containsKey("x-amz-copy-source");
    Predicate<Request> objects = it -> it.target().startsWith("/") && it.target().length() > 1;
    Predicate<Request> writes = objects.and(it -> !it.method().matches("GET|HEAD"));
    proxy.inject(
        copies.and(some(0.08, random, weather)), ALWAYS, Fault.error(200, "InternalError"));
    proxy.inject(
        copies.and(some(0.08, random, weather)), ALWAYS, Fault.falseError(200, "InternalError"));
    proxy.inject(writes.and(some(0.05, random, weather)), ALWAYS, Fault.lostResponse());
    proxy.inject(objects.and(some(0.05, random, weather)), ALWAYS, Fault.error(503, "SlowDown"));
  }

  private static Predicate<Request> some(double share, Random random, StormWeather weather) {
    return request -> {
      synchronized (random) {
        return random.nextDouble() < share && weather.strikes();
      }
    };
  }

  /** Cuts all connections, and ends the threads without waiting for them. */
  CompletableFuture<Void> kill() {
    proxy.close();
    return CompletableFuture.runAsync(this::close);
  }

  @Override
  public void close() {
    pipeline.close();
    aws.close();
    proxy.close();
  }
}
