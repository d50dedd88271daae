package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.FreePort;
import dev.waybill.testing.ProgramJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Command in a process with an environment of its own, without this machine's AWS configuration.
 */
final class CommandProcess implements AutoCloseable {
  private final Path folder;
  private final Map<String, String> environment = new TreeMap<>();
  private final int opsPort = FreePort.find();
  private Process process;

  /** Exit code and output of a process. */
  record Exit(int exitCode, String output) {}

  /**
   * @param folder the home directory of the process, which may hold an AWS configuration
   */
  CommandProcess(CloudUnderTest cloud, Path folder) {
    this.folder = folder;
    environment.put("HOME", folder.toString());
    environment.put("AWS_ENDPOINT_URL", cloud.endpoint().toString());
    environment.put("AWS_REGION", CloudUnderTest.REGION.id());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("WAYBILL_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("WAYBILL_MANAGEMENT_PORT", "" + opsPort);
  }

  CommandProcess with(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  CommandProcess without(String variable) {
    environment.remove(variable);
    return this;
  }

  /** Sets a signing key and an absent queue, which is the first check after the identity. */
  CommandProcess withoutQueue(String missing) throws IOException {
    Path keystore = folder.resolve("signing.p12");
    SigningKey.create(keystore, "password", "waybill");
    return with(
        Map.of(
            "WAYBILL_QUEUE",
            missing,
            "WAYBILL_SIGNING_KEYSTORE",
            keystore.toString(),
            "WAYBILL_SIGNING_PASSWORD",
            "password",
            "WAYBILL_SIGNING_ALIAS",
            "waybill"));
  }

  /** Sets the buckets and queues of a provisioned pipeline, and no schedule. */
  CommandProcess of(Settings settings) {
    with(
        Map.of(
            "WAYBILL_AUDIT_ENABLED", "false",
            "WAYBILL_CANARY_EVERY", "0s",
            "WAYBILL_BASELINE_EVERY", "0s"));
    with(
        Map.of(
            "WAYBILL_RAW_BUCKET", settings.raw().bucket(),
            "WAYBILL_PROVENANCE_BUCKET", settings.provenance().bucket(),
            "WAYBILL_PROVENANCE_RETENTION", "0s",
            "WAYBILL_LOG_BUCKET", settings.logBucket(),
            "WAYBILL_QUEUE", settings.queue().name(),
            "WAYBILL_DEAD_LETTER_QUEUE", settings.queue().deadLetterName(),
            "WAYBILL_KMS_KEY", settings.kmsKey(),
            "WAYBILL_INTAKE_WAIT", "1s"));
    return with(
        Map.of(
            "WAYBILL_SIGNING_KEYSTORE", settings.signing().keystore().toString(),
            "WAYBILL_SIGNING_PASSWORD", settings.signing().password().reveal(),
            "WAYBILL_SIGNING_ALIAS", settings.signing().alias(),
            "WAYBILL_RECORD_LOG_ENABLED", Boolean.toString(settings.recordLog().enabled()),
            "WAYBILL_RECORD_LOG_KEYS", settings.recordLog().keys().toString()));
  }

  /** Runs a command and waits for its exit. */
  Exit run(String... arguments) throws Exception {
    start(arguments);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as(this::output).isTrue();
    return new Exit(process.exitValue(), output());
  }

  CommandProcess start(String... arguments) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(ProgramJvm.command(Waybill.class, arguments))
            .redirectErrorStream(true)
            .redirectOutput(console().toFile());
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("AWS_") || name.startsWith("WAYBILL_"));
    builder.environment().putAll(environment);
    process = builder.start();
    return this;
  }

  /** Asserts that the process runs; a failure shows its output. */
  void assertRunning() {
    assertThat(process.isAlive()).as(this::output).isTrue();
  }

  /** Requests readiness; the status is 0 while the service does not answer. */
  Exit readiness() {
    try {
      HttpResponse<String> page =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + opsPort + "/observe/health/ready"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      return new Exit(page.statusCode(), page.body());
    } catch (IOException notYet) {
      return new Exit(0, "");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  String output() {
    try {
      return Files.readString(console());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path console() {
    return folder.resolve("output.txt");
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }
}
