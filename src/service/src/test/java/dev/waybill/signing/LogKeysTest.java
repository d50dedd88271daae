package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.log.VerifierKey;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogKeysTest {
  private static final String NAME = "caa304-provenance/log";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setFile() {
    file = folder.resolve("keys").resolve("log.keys");
  }

  @Test
  void createsFileThatItReads() throws Exception {
    assertThat(LogKeys.create(file, NAME)).isTrue();

    LogKeys keys = LogKeys.read(file, NAME, CLOCK);

    assertThat(keys.origin()).isEqualTo(NAME);
    assertThat(keys.keys())
        .extracting(VerifierKey::algorithm)
        .containsExactly(NoteAlgorithm.ED25519, NoteAlgorithm.ML_DSA_44_COSIGNATURE);
    assertThat(Files.readString(file)).isEqualTo(keys.privateLines());
    try (var files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsExistingFile() throws Exception {
    LogKeys.create(file, NAME);
    String first = Files.readString(file);

    assertThat(LogKeys.create(file, NAME)).isFalse();

    assertThat(Files.readString(file)).isEqualTo(first);
  }

  @Test
  void signsCheckpointWithBothKeys() {
    LogKeys keys = LogKeys.generate(NAME, CLOCK);
    Checkpoint checkpoint = new Checkpoint(NAME, 0, TreeHash.EMPTY_ROOT);

    SignedNote note = SignedNote.parse(keys.sign(checkpoint).bytes());

    assertThat(Checkpoint.of(note.text())).isEqualTo(checkpoint);
    assertThat(note.signatures()).hasSize(2);
    for (int at = 0; at < 2; at++) {
      VerifierKey key = keys.keys().get(at);
      assertThat(key.isNamedBy(note.signatures().get(at))).isTrue();
      assertThat(key.verify(note.text(), note.signatures().get(at)))
          .isEqualTo(VerifierKey.Result.VALID);
    }
    assertThat(keys.keys().get(1).time(note.signatures().get(1)))
        .isEqualTo(CLOCK.instant().getEpochSecond());
  }

  @Test
  void signsNoCheckpointOfAnotherLog() {
    LogKeys keys = LogKeys.generate(NAME, CLOCK);
    Checkpoint other = new Checkpoint("another/log", 0, TreeHash.EMPTY_ROOT);

    assertThatThrownBy(() -> keys.sign(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("another/log");
  }

  @Test
  void ignoresCommentsAndEmptyLines() {
    LogKeys keys = LogKeys.generate(NAME, CLOCK);

    LogKeys read =
        LogKeys.parse("# made today\n\n" + keys.privateLines().replace("\n", "\r\n"), CLOCK);

    assertThat(read.keys()).isEqualTo(keys.keys());
  }

  @Test
  void showsPublicKeysOnly() {
    LogKeys keys = LogKeys.generate(NAME, CLOCK);

    assertThat(keys.toString())
        .isEqualTo(keys.keys().toString())
        .doesNotContain(keys.privateLines().substring(0, 11));
  }

  @Test
  void namesSettingFileAndFix() throws Exception {
    assertProblem("does not exist; \"waybill log key NAME\" makes one");

    List<String> lines = LogKeys.generate(NAME, CLOCK).privateLines().lines().toList();
    write(lines.get(0));
    assertProblem("must have one key of Ed25519 and one of ML-DSA-44");
    write(lines.get(0) + "\n" + lines.get(0));
    assertProblem("must have one key of Ed25519 and one of ML-DSA-44");
    write(String.join("\n", lines) + "\n" + lines.get(1));
    assertProblem("must have one key of Ed25519 and one of ML-DSA-44");
    write(lines.get(0) + "\nno key");
    assertProblem("line 2: a private key has the form PRIVATE+KEY+name+id+base64");
    write(
        lines.get(0)
            + "\n"
            + LogKeys.generate("other/log", CLOCK).privateLines().lines().toList().get(1));
    assertProblem("the two keys must have the same name");
    write(LogKeys.generate("other/log", CLOCK).privateLines());
    assertProblem("its keys are named other/log instead of " + NAME);
    Files.write(file, new byte[] {(byte) 0xff});
    assertProblem("is not a text in UTF-8");
    Files.write(file, new byte[64 * 1024 + 1]);
    assertProblem("is larger than 64 KiB; name a file with two keys");
  }

  private void write(String text) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void assertProblem(String problem) {
    assertThatThrownBy(() -> LogKeys.read(file, NAME, CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("waybill.record-log.keys: " + file + ": " + problem);
  }

  @Test
  void rejectsNamesThatNoKeyCanHave() {
    for (String name : List.of("", "a b", "a+b", "a\nb", "a\u00a0b", "\ud800", "a".repeat(256))) {
      assertThatThrownBy(() -> LogKeys.generate(name, CLOCK))
          .as(name)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
