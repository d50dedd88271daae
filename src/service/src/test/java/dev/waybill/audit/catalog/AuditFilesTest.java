package dev.waybill.audit.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Audits of the home directory beside the packaged ones. */
final class AuditFilesTest {
  private static final Path SHIPPED = Path.of("sql/audits");
  private static final String SHIPPED_DENIED = "sql/audits/S3-01-denied-calls.sql";

  @TempDir Path home;

  @Test
  void addsOwnAuditToTheShippedOnes() throws IOException {
    Map<String, String> before = AuditFiles.all(home);
    put("X-01-own.sql", "own");

    Map<String, String> files = AuditFiles.all(home);

    assertThat(files).hasSize(before.size() + 1).containsEntry("sql/audits/X-01-own.sql", "own");
    assertThat(files).containsAllEntriesOf(before);
  }

  @Test
  void replacesShippedAuditByItsIdWhateverTheRestOfTheName() throws IOException {
    Map<String, String> before = AuditFiles.all(home);
    put("S3-01-our-words.sql", "own");

    Map<String, String> files = AuditFiles.all(home);

    assertThat(before).containsKey(SHIPPED_DENIED);
    assertThat(files)
        .hasSameSizeAs(before)
        .containsEntry("sql/audits/S3-01-our-words.sql", "own")
        .doesNotContainKey(SHIPPED_DENIED);
  }

  @Test
  void keepsBothFilesOfTheHomeDirectoryWithTheSameId() throws IOException {
    put("X-01-a.sql", "a");
    put("X-01-b.sql", "b");

    assertThat(AuditFiles.all(home)).containsKeys("sql/audits/X-01-a.sql", "sql/audits/X-01-b.sql");
  }

  @Test
  void shipsTheAuditsOfTheProject() throws IOException {
    try (var files = Files.list(SHIPPED)) {
      assertThat(AuditFiles.all(home).keySet())
          .containsAll(
              new TreeSet<>(files.map(Path::toString).filter(it -> it.endsWith(".sql")).toList()));
    }
  }

  @Test
  void findsOneFileByIdOrPath() throws IOException {
    put("X-01-own.sql", "own");
    Path elsewhere = Files.writeString(home.resolve("X-02-draft.sql"), "draft");

    assertThat(AuditFiles.one(home, "x-01")).containsOnlyKeys("sql/audits/X-01-own.sql");
    assertThat(AuditFiles.one(home, "S3-01")).containsOnlyKeys(SHIPPED_DENIED);
    assertThat(AuditFiles.one(home, SHIPPED_DENIED)).containsOnlyKeys(SHIPPED_DENIED);
    assertThat(AuditFiles.one(home, elsewhere.toString()))
        .containsExactly(Map.entry(elsewhere.toString(), "draft"));
  }

  @Test
  void rejectsWhatIsNeitherAnAuditNorAFile() {
    assertThatThrownBy(() -> AuditFiles.one(home, "S3-99"))
        .isInstanceOf(UnknownAuditException.class)
        .hasMessageContaining("there is no audit and no file S3-99")
        .hasMessageContaining("waybill audit list");
  }

  private void put(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(home.resolve("sql/audits")).resolve(name), text);
  }
}
