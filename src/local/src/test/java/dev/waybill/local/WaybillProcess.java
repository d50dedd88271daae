package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Process of {@code waybill local}, which keeps its ports and data across restarts. */
final class WaybillProcess implements AutoCloseable {
  private final Path folder;
  private final List<String> jvmOptions;
  private final List<String> settings = new ArrayList<>();
  private final int port = FreePort.find();
  private final int opsPort = FreePort.find();
  private Process process;

  WaybillProcess(Path folder, String... jvmOptions) {
    this.folder = folder;
    this.jvmOptions = List.of(jvmOptions);
  }

  /** Adds one setting, {@code key=value}. */
  WaybillProcess set(String setting) {
    settings.addAll(List.of("--set", setting));
    return this;
  }

  /** Starts the process and waits until it is ready. */
  WaybillProcess start() throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("local", "--port", "" + port, "--ops-port", "" + opsPort));
    arguments.addAll(List.of("--data", data().toString()));
    // The local Athena would compete for the heap and for the cores of the tests.
    arguments.addAll(List.of("--set", "waybill.audit.enabled=false"));
    arguments.addAll(settings);
    process =
        new ProcessBuilder(ProgramJvm.command(jvmOptions, WaybillLocal.class, arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()))
            .start();
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(this::isReady);
    return this;
  }

  private boolean isReady() {
    assertThat(process.isAlive()).as(this::output).isTrue();
    try {
      return get("/observe/health/ready").statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** Returns the printed output of all starts. */
  String output() {
    try {
      return Files.exists(console()) ? Files.readString(console()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requests one page of the management port. */
  HttpResponse<String> get(String path) throws IOException {
    URI page = URI.create("http://127.0.0.1:" + opsPort + path);
    try {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Returns clients with the SDK's default timeouts; they remain usable across restarts. */
  AwsClients clients() {
    return AwsClients.of(
        URI.create("http://127.0.0.1:" + port),
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  Path data() {
    return folder.resolve("data");
  }

  private Path console() {
    return folder.resolve("console.txt");
  }

  /** Kills the process like kill -9, without a shutdown. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops the process like Ctrl-C and returns the exit code. */
  int stop() throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("stopped").isTrue();
    return process.exitValue();
  }

  @Override
  public void close() {
    if (process != null) {
      kill();
    }
  }
}
