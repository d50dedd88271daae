package dev.waybill.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderStateTest {
  private static final String LOG = Sha256.hash("log").hex();

  @TempDir Path folder;

  @Test
  void keepsCheckpointForTheNextProcess() throws IOException {
    try (FolderState state = FolderState.open(folder.resolve("new/state"))) {
      assertThat(state.find(LOG)).isEmpty();
      assertThat(state.replace(LOG, bytes("one"), null)).isTrue();
    }
    try (FolderState state = FolderState.open(folder.resolve("new/state"))) {
      assertThat(new String(state.find(LOG).orElseThrow().note(), UTF_8)).isEqualTo("one");
    }
  }

  @Test
  void replacesOnlyTheVersionThatWasRead() throws IOException {
    try (FolderState state = FolderState.open(folder)) {
      assertThat(state.replace(LOG, bytes("one"), null)).isTrue();
      String version = state.find(LOG).orElseThrow().version();

      assertThat(state.replace(LOG, bytes("two"), null)).isFalse();
      assertThat(state.replace(LOG, bytes("two"), version)).isTrue();
      assertThat(state.replace(LOG, bytes("three"), version)).isFalse();
      assertThat(new String(state.find(LOG).orElseThrow().note(), UTF_8)).isEqualTo("two");
    }
  }

  @Test
  void rejectsFolderThatIsInUseAndOpensItAfterwards() throws IOException {
    try (FolderState first = FolderState.open(folder)) {
      assertThat(first.find(LOG)).isEmpty();
      assertThatThrownBy(() -> FolderState.open(folder))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("in use by another witness");
    }
    FolderState.open(folder).close();
  }

  @Test
  void ignoresDraftThatCrashLeftBehind() throws IOException {
    Files.writeString(folder.resolve("draft"), "half a check");
    try (FolderState state = FolderState.open(folder)) {
      assertThat(state.find(LOG)).isEmpty();
      assertThat(state.replace(LOG, bytes("one"), null)).isTrue();
      assertThat(new String(state.find(LOG).orElseThrow().note(), UTF_8)).isEqualTo("one");
    }
  }

  @Test
  void rejectsFileThatIsLargerThanCheckpoint() throws IOException {
    Files.write(folder.resolve(LOG + ".checkpoint"), new byte[WitnessState.MAX_BYTES + 1]);
    try (FolderState state = FolderState.open(folder)) {
      assertThatThrownBy(() -> state.find(LOG)).isInstanceOf(IllegalStateException.class);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
