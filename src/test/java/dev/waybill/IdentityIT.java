package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.provenance.SigningKey;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Whom the commands are signed in as, each in a process with an environment of its own. */
@ExtendWith(CloudExtension.class)
class IdentityIT {
  private static final String REFUSAL =
      "waybill.identity.allow-long-lived: the credentials are a long-lived key";
  private static final String ALLOW = "--set=waybill.identity.allow-long-lived=true";

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private String missingQueue;

  private record Ended(int exitCode, String told) {}

  IdentityIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void signingKey() throws IOException {
    SigningKey.create(folder.resolve("signing.p12"), "password", "waybill");
    missingQueue = cloud.uniqueName("absent");
  }

  @Test
  void aLongLivedKeyDoesNotRun() throws Exception {
    Ended run = waybill(Map.of(), "run");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.told()).contains(REFUSAL);
  }

  @Test
  void aLongLivedKeyDoesNotVerify() throws Exception {
    Map<String, String> elsewhere = Map.of("AWS_ENDPOINT_URL", "http://s3.invalid:4566");

    Ended verify = waybill(elsewhere, "verify", "s3://" + missingQueue + "/key");

    assertThat(verify.exitCode()).isEqualTo(2);
    assertThat(verify.told()).contains(REFUSAL);
  }

  /** As the README has it: any access key id signs in to the local cloud, which is no AWS. */
  @Test
  void anyKeyVerifiesOnThisMachine() throws Exception {
    Ended verify = waybill(Map.of(), "verify", "s3://" + missingQueue + "/key");

    assertThat(verify.exitCode()).isEqualTo(1);
    assertThat(verify.told()).contains("there is no such object").doesNotContain(REFUSAL);
  }

  /** The queue that is missing is the next thing looked at. */
  @Test
  void aLongLivedKeyThatIsAllowedIsLogged() throws Exception {
    Ended run = waybill(Map.of(), "run", ALLOW);

    assertThat(run.told())
        .contains("WARN", "a long-lived key is in use; for emulators only", nextProblem())
        .doesNotContain(REFUSAL);
  }

  @Test
  void temporaryCredentialsRunWithoutAWord() throws Exception {
    Ended run = waybill(Map.of("AWS_SESSION_TOKEN", "token"), "run");

    assertThat(run.told()).contains(nextProblem()).doesNotContain("long-lived");
  }

  private String nextProblem() {
    return "waybill.queue: there is no queue " + missingQueue;
  }

  private Ended waybill(Map<String, String> more, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Waybill.class.getName()));
    command.addAll(List.of(arguments));
    Path told = folder.resolve("told.txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(told.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_") || name.startsWith("WAYBILL_"));
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    environment.put("AWS_REGION", CloudUnderTest.REGION.id());
    environment.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
    environment.put("AWS_SECRET_ACCESS_KEY", cloud.credentials().secretAccessKey());
    environment.put("WAYBILL_QUEUE", missingQueue);
    environment.put("WAYBILL_SIGNING_KEYSTORE", folder.resolve("signing.p12").toString());
    environment.put("WAYBILL_SIGNING_PASSWORD", "password");
    environment.put("WAYBILL_SIGNING_ALIAS", "waybill");
    environment.putAll(more);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), Files.readString(told));
  }
}
