package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.testing.ProgramJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of {@code waybill local} in a process of its own. */
class LocalIT {
  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void namesOpsPortInUseBeforeAnythingIsSetUp() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = local("rejected", Integer.toString(taken.getLocalPort()));

      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(output("rejected"))
          .contains("waybill.management.port: " + taken.getLocalPort())
          .doesNotContain("local cloud");
      assertThat(data()).doesNotExist();
    }
  }

  /** Starts the SQL engine twice. */
  @Test
  @Tag("slow")
  void opensNoSecondIncidentOfTheDemoWhenRestarted() throws Exception {
    assertThat(local("first", "0").waitFor()).isZero();
    assertThat(local("second", "0").waitFor()).isZero();

    assertThat(output("first")).contains("ALERT after ");
    assertThat(output("second")).contains("the incident of an earlier run is still open");
    assertThat(Files.readString(data().resolve("alerts.jsonl")).lines())
        .filteredOn(line -> line.contains("\"uid\":\"ID-05"))
        .hasSize(1);
  }

  /** Takes as long as a period of re-verification. */
  @Test
  @Tag("slow")
  void tellsOnTheConsoleWithinAMinuteThatTheDemoObjectWasAltered() throws Exception {
    start("stays", List.of("--set", "waybill.audit.enabled=false", "--ops-port", "0"));
    await().atMost(Duration.ofMinutes(2)).until(() -> output("stays").contains("Ctrl-C stops"));
    String alteration =
        output("stays").lines().filter(it -> it.startsWith("  grep -l ")).findFirst().orElseThrow();

    assertThat(new ProcessBuilder("sh", "-c", alteration).start().waitFor()).isZero();

    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> output("stays").contains("alert fixity-altered/"));
  }

  private Process local(String name, String opsPort) throws IOException {
    return start(name, List.of("--once", "--ops-port", opsPort));
  }

  private Process start(String name, List<String> options) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("local", "--port", "0"));
    arguments.addAll(options);
    arguments.addAll(List.of("--data", data().toString()));
    Process process =
        new ProcessBuilder(ProgramJvm.command(List.of(), WaybillLocal.class, arguments))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private Path data() {
    return folder.resolve("data");
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }
}
