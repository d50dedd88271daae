package dev.waybill.localcloud.sqs;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** ElasticMQ in this process, on a port of its own that nobody is told. */
final class ElasticMq implements AutoCloseable {
  private static final Duration LONGEST_POLL = Duration.ofSeconds(40);

  private final ActorSystem actors = ActorSystem.create("queues");
  private final URI internal;
  private final HttpClient http;

  private volatile BiConsumer<String, String> moved = (id, queue) -> {};

  /** Starts it; its queue URLs name the public port. */
  ElasticMq(int publicPort, String account, String region) {
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withInterface("127.0.0.1")
            .withPort(0)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", publicPort, ""))
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .withQueueEventListener(
                actors.actorOf(MoveListener.telling((id, queue) -> moved.accept(id, queue))))
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    internal = URI.create("http://127.0.0.1:" + port);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * @param to is given a message's id and the queue that it was moved to
   */
  void onMove(BiConsumer<String, String> to) {
    moved = to;
  }

  /** Passes a call on. A long poll waits without a thread. */
  CompletableFuture<HttpResponse<String>> call(
      String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(internal.resolve(path))
            .timeout(LONGEST_POLL)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Ends its actors: a stop of its server would wait for the last long poll. */
  @Override
  public void close() {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }
}
