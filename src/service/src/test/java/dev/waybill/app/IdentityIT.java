package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.app.CommandProcess.Exit;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the commands' identity, each in a process with an environment of its own. */
@ExtendWith(CloudExtension.class)
class IdentityIT {
  private static final String REJECTION =
      "waybill.identity.allow-long-lived: the credentials are a long-lived key";
  private static final String ALLOW = "--set=waybill.identity.allow-long-lived=true";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private String missingQueue;

  IdentityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void chooseQueueName() {
    missingQueue = cloud.uniqueName("absent");
  }

  @Test
  void rejectsLongLivedKeyForRun() throws Exception {
    Exit run = waybill(Map.of(), "run");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains(REJECTION);
  }

  @Test
  void rejectsLongLivedKeyForVerify() throws Exception {
    Map<String, String> elsewhere = Map.of("AWS_ENDPOINT_URL", "http://s3.invalid:4566");

    Exit verify = waybill(elsewhere, "verify", "s3://" + missingQueue + "/key");

    assertThat(verify.exitCode()).isEqualTo(2);
    assertThat(verify.output()).contains(REJECTION);
  }

  /** Any access key id signs in to the local cloud, as the README states. */
  @Test
  void acceptsAnyKeyOnLoopback() throws Exception {
    Exit verify = waybill(Map.of(), "verify", "s3://" + missingQueue + "/key");

    assertThat(verify.exitCode()).isEqualTo(2);
    assertThat(verify.output()).contains("there is no bucket").doesNotContain(REJECTION);
  }

  /** The absent queue is the next check after the identity. */
  @Test
  void logsLongLivedKeyThatIsAllowed() throws Exception {
    Exit run = waybill(Map.of(), "run", ALLOW);

    assertThat(run.output())
        .contains("WARN", "a long-lived key is in use; for emulators only", nextProblem())
        .doesNotContain(REJECTION);
  }

  @Test
  void logsOneJsonObjectPerEventWhenConfigured() throws Exception {
    Exit run = waybill(Map.of("WAYBILL_LOG_FORMAT", "json"), "run", ALLOW);

    List<JsonNode> events = new ArrayList<>();
    for (String line : run.output().lines().filter(it -> it.startsWith("{")).toList()) {
      events.add(new ObjectMapper().readTree(line));
    }
    assertThat(events)
        .anySatisfy(
            event -> {
              assertThat(event.path("log.level").asText()).isEqualTo("WARN");
              assertThat(event.path("message").asText()).contains("a long-lived key is in use");
            });
  }

  @Test
  void runsWithTemporaryCredentialsWithoutWarning() throws Exception {
    Exit run = waybill(Map.of("AWS_SESSION_TOKEN", "token"), "run");

    assertThat(run.output()).contains(nextProblem()).doesNotContain("long-lived");
  }

  @Test
  void logsIdentityWithoutSecrets() throws Exception {
    Map<String, String> session =
        Map.of(
            "AWS_SESSION_TOKEN", "the-session-token", "AWS_ACCESS_KEY_ID", "ASIAIOSFODNN7EXAMPLE");

    Exit run = waybill(session, "run");

    assertThat(run.output().lines().filter(line -> line.contains("signed in as")))
        .singleElement()
        .asString()
        .contains("arn:aws:", " of account ", "access key ASIA…MPLE", "from the environment")
        .doesNotContain(cloud.credentials().secretAccessKey() + " ", "the-session-token");
  }

  @Test
  void failsStartWhenStsCannotBeReached() throws Exception {
    Map<String, String> away =
        Map.of("AWS_SESSION_TOKEN", "token", "AWS_ENDPOINT_URL_STS", "http://127.0.0.1:1");

    Exit run = waybill(away, "run");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.output()).contains("STS does not answer (Connect to http://127.0.0.1:1");
  }

  @Test
  void namesMissingRegion() throws Exception {
    try (CommandProcess process = new CommandProcess(cloud, folder)) {
      Exit run = process.withoutQueue(missingQueue).without("AWS_REGION").run("run");

      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.output()).contains("AWS_REGION: no region is set");
    }
  }

  private String nextProblem() {
    return "waybill.queue: there is no queue " + missingQueue;
  }

  private Exit waybill(Map<String, String> more, String... arguments) throws Exception {
    Map<String, String> keys = new HashMap<>();
    keys.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    keys.put("AWS_SECRET_ACCESS_KEY", cloud.credentials().secretAccessKey());
    keys.putAll(more);
    try (CommandProcess process = new CommandProcess(cloud, folder)) {
      return process.withoutQueue(missingQueue).with(keys).run(arguments);
    }
  }
}
