package dev.waybill.ops;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.fixity.plan.LargePlan;
import dev.waybill.fixity.plan.PlannerStatus;
import dev.waybill.status.HostileKeys;
import dev.waybill.status.ObjectAnswer;
import dev.waybill.status.ObjectQuestions;
import dev.waybill.status.SampleStatus;
import dev.waybill.status.StatusReader;
import dev.waybill.status.StatusSources;
import dev.waybill.verify.S3Address;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Server of status pages with prepared states, for the proof in a browser. It writes the ports and
 * the hostile keys to a file, and serves until it is stopped.
 */
public final class StatusPageServer {
  private static final long SIZE = 10_000_000;
  private static final int SHOWN = 20;

  private final Vertx vertx = Vertx.vertx();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Instant now = Instant.now();
  private final SampleStatus sample = new SampleStatus(now);

  private StatusPageServer() {}

  /** Serves; the argument is the file. */
  public static void main(String[] arguments) throws Exception {
    new StatusPageServer().run(Path.of(arguments[0]));
  }

  private void run(Path file) throws Exception {
    PlannerStatus well = LargePlan.status(SIZE, now, 0);
    PlannerStatus defects = LargePlan.status(SIZE, now, 2);
    Ports ports =
        new Ports(
            serve(sample.whole(well, false, usual()), false),
            serve(sample.broken(defects, true, hostile(0)), true),
            serve(SampleStatus.unknown(), false),
            IntStream.range(0, HostileKeys.ALL.size() / SHOWN)
                .map(it -> serve(sample.whole(well, true, hostile(it)), true))
                .boxed()
                .toList(),
            HostileKeys.ALL);
    Path written = Files.createTempFile(file.toAbsolutePath().getParent(), "ports", ".json");
    new ObjectMapper().writeValue(written.toFile(), ports);
    Files.move(written, file);
  }

  /** Ports of the pages, and the keys that they show. */
  record Ports(int whole, int broken, int unknown, List<Integer> hostile, List<String> keys) {}

  private int serve(StatusSources sources, boolean names) {
    Router router = Router.router(vertx);
    StatusReader.Limits limits = new StatusReader.Limits(Duration.ZERO, Duration.ofSeconds(2));
    StatusReader reader = new StatusReader(sources, names, limits, threads, Clock.systemUTC());
    ObjectQuestions questions =
        new ObjectQuestions(
            this::answer,
            new ObjectQuestions.Limits(Duration.ofSeconds(5), Duration.ZERO),
            threads,
            Clock.systemUTC());
    new StatusRoutes("127.0.0.1", reader, names ? questions : null, threads).serve(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private List<Finding> usual() {
    sample.decide(
        "a", new DecisionRequest(Decision.Kind.ACKNOWLEDGED, "arn:aws:iam::1:role/ops", "", null));
    return List.of(
        sample.finding("access-denied-burst", "a", Severity.MEDIUM, "Denied calls", "m"),
        sample.finding("object-read-by-user", "b", Severity.LOW, "Read by a person", "m"));
  }

  private List<Finding> hostile(int batch) {
    return HostileKeys.ALL.stream()
        .skip((long) batch * SHOWN)
        .limit(SHOWN)
        .map(
            it ->
                sample.finding(
                    "rejected-digest-mismatch", it, Severity.HIGH, "Object rejected", it))
        .toList();
  }

  private ObjectAnswer answer(S3Address address) {
    return new ObjectAnswer(
        "s3://" + address.bucket() + "/" + address.key(),
        "altered",
        "Other bytes are in the place of " + address.key(),
        List.of(
            new ObjectAnswer.Line(now.minusSeconds(9000), "sealed", address.key(), false),
            new ObjectAnswer.Line(now, "verified", address.key(), true)),
        List.of("cloudtrail: " + address.key()));
  }
}
