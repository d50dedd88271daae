package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.app.WitnessRun.RunningWitness;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.WitnessOptions;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.cosign.Cosigning;
import dev.waybill.log.cosign.CosigningPolicy;
import dev.waybill.log.cosign.HttpWitnessClient;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.SignedNote;
import dev.waybill.witness.GrowingLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as the command starts it, and the client of the log against it. */
final class WitnessRunTest {
  private static final GrowingLog LOG = new GrowingLog("example.org/log", "a", 300);

  @TempDir Path folder;
  private Path logs;

  @BeforeEach
  void writeLogs() throws IOException {
    logs = Files.writeString(folder.resolve("logs"), LOG.signer().key() + "\n");
  }

  private WitnessOptions options(String state, Path keys, String name, int port) {
    return new WitnessOptions(
        List.of(logs), folder.resolve(state).toString(), keys, name, "127.0.0.1", port);
  }

  private RunningWitness start(String state) {
    return WitnessRun.start(options(state, null, "witness.example/w", 0));
  }

  private static Cosigning cosigning(InMemoryLogStore store, RunningWitness witness) {
    List<String> keys = witness.start().keys();
    return new Cosigning(
        store,
        List.of(LOG.signer().key()),
        policy(keys, witness),
        new HttpWitnessClient(),
        "provenance",
        Clock.systemUTC());
  }

  private static CosigningPolicy policy(List<String> keys, RunningWitness witness) {
    return CosigningPolicy.of(LogPolicy.parse(policyText(keys, witness).getBytes(UTF_8)));
  }

  private static String policyText(List<String> keys, RunningWitness witness) {
    String url = witness.start().url();
    return "log "
        + LOG.signer().key()
        + "\nwitness ed "
        + keys.get(0)
        + " "
        + url
        + "\nwitness pq "
        + keys.get(1)
        + " "
        + url
        + "\ngroup both all ed pq\nquorum both\n";
  }

  private static void publish(InMemoryLogStore store, int size) {
    LOG.tiles(size).forEach((address, tile) -> store.put(LogPaths.of(address), tile));
    store.put(LogPaths.CHECKPOINT, LOG.note(size).bytes());
  }

  @Test
  void cosignsOverRestartsWithTheKeysOfItsFirstStart() {
    InMemoryLogStore store = new InMemoryLogStore();
    List<String> keys;
    try (RunningWitness witness = start("state")) {
      keys = witness.start().keys();
      assertThat(witness.start().logs()).containsExactly("example.org/log");
      Cosigning cosigning = cosigning(store, witness);
      for (int size : new int[] {1, 2, 200, 256, 257}) {
        publish(store, size);
        cosigning.cosign();
        assertThat(cosigning.cosignedSize()).contains((long) size);
      }
    }
    try (RunningWitness witness = start("state")) {
      assertThat(witness.start().keys()).isEqualTo(keys);
      publish(store, 300);
      Cosigning cosigning = cosigning(store, witness);
      cosigning.cosign();
      assertThat(cosigning.cosignedSize()).contains(300L);
      SignedNote note =
          SignedNote.parse(
              store.find(LogPaths.cosigned(LOG.checkpoint(300))).orElseThrow().content());
      assertThat(LogPolicy.parse(policyText(keys, witness).getBytes(UTF_8)).judge(note).problem())
          .isEmpty();
    }
  }

  @Test
  void rejectsSecondWitnessWithOneState() {
    try (RunningWitness first = start("state")) {
      assertThat(first.start().url()).startsWith("http://127.0.0.1:");
      assertThatThrownBy(() -> start("state"))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("--state: ")
          .hasMessageContaining("is in use by another witness");
    }
    start("state").close();
  }

  @Test
  void rejectsAnotherNameThanThatOfTheKeys() {
    start("state").close();

    assertThatThrownBy(() -> WitnessRun.start(options("state", null, "witness.example/v", 0)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("are named witness.example/w");
    WitnessRun.start(options("state", null, null, 0)).close();
  }

  @Test
  void makesNoNewKeysForOldState() throws IOException {
    InMemoryLogStore store = new InMemoryLogStore();
    publish(store, 5);
    try (RunningWitness witness = start("state")) {
      cosigning(store, witness).cosign();
    }
    Files.delete(folder.resolve("state/witness.keys"));

    assertThatThrownBy(() -> start("state"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("the state has checkpoints of other keys");
    assertThat(folder.resolve("state/witness.keys")).doesNotExist();
  }

  @Test
  void rejectsKeysThatDidNotCosignTheState() {
    InMemoryLogStore store = new InMemoryLogStore();
    publish(store, 5);
    try (RunningWitness witness = start("state")) {
      cosigning(store, witness).cosign();
    }
    start("other").close();

    assertThatThrownBy(
            () -> WitnessRun.start(options("state", folder.resolve("other/witness.keys"), null, 0)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is not one that this witness cosigned");
  }

  @Test
  void requiresKeysForStateInS3() {
    assertThatThrownBy(
            () ->
                WitnessRun.start(
                    new WitnessOptions(
                        List.of(logs), "s3://bucket/tlog", null, null, "127.0.0.1", 0)))
        .isInstanceOf(CommandException.class)
        .hasMessage("--keys: must name a file when the state is in S3");
  }

  @Test
  void namesPortThatIsInUseAndReleasesTheState() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> WitnessRun.start(options("state", null, "w", taken.getLocalPort())))
          .isInstanceOf(CommandException.class)
          .hasMessageContaining("--port: " + taken.getLocalPort());
    }
    WitnessRun.start(options("state", null, "w", 0)).close();
  }

  @Test
  void namesUnusableFiles() throws IOException {
    assertThatThrownBy(
            () ->
                WitnessRun.start(
                    new WitnessOptions(
                        List.of(folder.resolve("none")),
                        folder.resolve("s").toString(),
                        null,
                        "w",
                        "127.0.0.1",
                        0)))
        .isInstanceOf(CommandException.class)
        .hasMessage("--log: " + folder.resolve("none") + " does not exist");
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> WitnessRun.start(options("file", null, "w", 0)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("--state: " + file + " cannot be used");
    assertThatThrownBy(() -> WitnessRun.start(options("t", null, "a b", 0)))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("name");
  }
}
