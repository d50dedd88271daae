package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEvent;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Decision;
import dev.waybill.alert.incident.DecisionRequest;
import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentDesk;
import dev.waybill.alert.incident.IncidentPolicy;
import dev.waybill.alert.incident.Incidents;
import dev.waybill.app.CommandProcess.Exit;
import dev.waybill.aws.IncidentArchive;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of people about incidents in S3: whose they are, and several at the same moment. */
@ExtendWith(CloudExtension.class)
final class IncidentsCommandIT {
  private static final int PEOPLE = 3;

  private final String results;
  private final CloudUnderTest cloud;
  private final IncidentArchive store;
  private final Incidents service;

  IncidentsCommandIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    TestBucket bucket = cloud.bucket("decisions");
    this.results = "s3://" + bucket.name() + "/results/";
    this.store = new IncidentArchive(cloud.s3(), results);
    this.service =
        new Incidents(
            store,
            new IncidentPolicy(
                Duration.ofDays(1),
                Duration.ofMinutes(15),
                rule -> Duration.ofDays(1),
                IncidentPolicy.LEASE,
                100),
            new FindingEvent("raw", "0.1.0"),
            Clock.systemUTC());
  }

  @Test
  void keepsWhoAcknowledgedByTheIdentityOfTheProcess(@TempDir Path folder) throws Exception {
    Finding finding = finding("shown");
    assertThat(service.register(finding)).hasSize(1);

    Exit exit =
        new CommandProcess(cloud, folder)
            .with(
                Map.of(
                    "AWS_ACCESS_KEY_ID", cloud.credentials().accessKeyId(),
                    "AWS_SECRET_ACCESS_KEY", cloud.credentials().secretAccessKey(),
                    "WAYBILL_ATHENA_RESULTS", results))
            .run("incidents", "ack", "shown", "--why", "on it");

    assertThat(exit.exitCode()).as(exit.output()).isZero();
    List<Decision> decisions = incident("shown").decisions().all();
    assertThat(decisions).hasSize(1);
    assertThat(decisions.get(0).by()).startsWith("arn:aws:");
    assertThat(decisions.get(0).why()).isEqualTo("on it");
    assertThat(exit.output()).contains("acknowledged by " + decisions.get(0).by());
  }

  @Test
  void keepsDecisionsAndReportsOfTheSameMoment() throws Exception {
    assertThat(service.register(finding("raced"))).hasSize(1);
    IncidentDesk desk = new IncidentDesk(store, Clock.systemUTC());
    List<Callable<Object>> work = new ArrayList<>();
    for (int person = 0; person < PEOPLE; person++) {
      DecisionRequest request =
          new DecisionRequest(Decision.Kind.ACKNOWLEDGED, "arn:" + person, "", null);
      work.add(() -> desk.decide("raced", request));
      work.add(() -> service.register(finding("raced")));
    }

    ExecutorService threads = Executors.newFixedThreadPool(work.size());
    for (Future<Object> done : threads.invokeAll(work)) {
      done.get();
    }
    threads.shutdown();

    assertThat(incident("raced").decisions().all())
        .extracting(Decision::by)
        .containsExactlyInAnyOrder("arn:0", "arn:1", "arn:2");
    assertThat(incident("raced").decisions().all())
        .extracting(Decision::number)
        .containsExactly(1, 2, 3);
    assertThat(incident("raced").finding().occurrences().count()).isEqualTo(1 + PEOPLE);
  }

  private Incident incident(String uid) {
    return store.find(Incident.name("rule", uid)).orElseThrow().incident();
  }

  private static Finding finding(String uid) {
    return new Finding(
        uid, "rule", "title", Severity.HIGH, "message", "fix", "arn:aws:s3:::raw", Instant.now());
  }
}
