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

/** ElasticMQ server in this process, on a private port. */
final class ElasticMq implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(40);

  private final ActorSystem actors = ActorSystem.create("queues");
  private final URI internalUri;
  private final HttpClient http;

  private volatile BiConsumer<String, String> moveHandler = (id, queue) -> {};

  /** Starts the server. Its queue URLs contain the public port. */
  ElasticMq(int publicPort, String account, String region) {
    SQSRestServer server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withInterface("127.0.0.1")
            .withPort(0)
            .withServerAddress(new NodeAddress("http", "127.0.0.1", publicPort, ""))
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .withQueueEventListener(
                actors.actorOf(MoveListener.props((id, queue) -> moveHandler.accept(id, queue))))
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    internalUri = URI.create("http://127.0.0.1:" + port);
    http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  /**
   * Sets the handler of moved messages.
   *
   * @param handler the receiver of a message's id and of the queue that the message was moved to
   */
  void onMove(BiConsumer<String, String> handler) {
    moveHandler = handler;
  }

  /** Forwards a call. A long poll does not block a thread. */
  CompletableFuture<HttpResponse<String>> call(
      String path, Map<String, String> headers, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(internalUri.resolve(path))
            .timeout(REQUEST_TIMEOUT)
            .POST(HttpRequest.BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** Stops the actor system. Stopping the server instead would wait for the last long poll. */
  @Override
  public void close() {
    actors.terminate();
    actors.getWhenTerminated().toCompletableFuture().join();
  }
}
