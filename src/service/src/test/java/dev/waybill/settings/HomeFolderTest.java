package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of the home directory, and the packaged copy that replaces a missing folder. */
final class HomeFolderTest {
  @TempDir Path home;

  @Test
  void readsFilesWithTheSuffixSortedByName() throws IOException {
    put("sql/audits/b.sql", "two");
    put("sql/audits/a.sql", "\u00e4");
    put("sql/audits/README.md", "none");
    put("sql/audits/more/c.sql", "none");

    assertThat(folder().files(".sql"))
        .containsExactly(
            Map.entry("sql/audits/a.sql", "\u00e4"), Map.entry("sql/audits/b.sql", "two"));
  }

  @Test
  void readsNothingFromAnEmptyFolder() throws IOException {
    Files.createDirectories(home.resolve("sql/audits"));

    assertThat(folder().files(".sql")).isEmpty();
  }

  @Test
  void readsPackagedCopyWhenTheFolderIsMissing() {
    assertThat(folder().files(".sql")).containsKey("sql/audits/S3-01-denied-calls.sql");
  }

  @Test
  void readsPackagedCopyFromAJar(@TempDir Path elsewhere) throws IOException {
    Path jar = elsewhere.resolve("waybill.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      add(entries, "waybill/sql/audits/", "");
      add(entries, "waybill/sql/audits/b.sql", "two");
      add(entries, "waybill/sql/audits/a.sql", "one");
      add(entries, "waybill/sql/audits/README.md", "none");
      add(entries, "waybill/sql/audits/more/c.sql", "none");
      add(entries, "sql/audits/d.sql", "none");
    }

    assertThat(folder().readPackaged(jar, ".sql"))
        .containsExactly(
            Map.entry("sql/audits/a.sql", "one"), Map.entry("sql/audits/b.sql", "two"));
  }

  @Test
  void namesAFileThatIsNotUtf8() throws IOException {
    put("sql/audits/a.sql", "");
    Files.write(home.resolve("sql/audits/a.sql"), new byte[] {(byte) 0xff});

    assertThatThrownBy(() -> folder().files(".sql"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.sql is not UTF-8");
  }

  private HomeFolder folder() {
    return new HomeFolder(home, "sql/audits");
  }

  private void put(String name, String text) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void add(JarOutputStream jar, String name, String text) throws IOException {
    jar.putNextEntry(new ZipEntry(name));
    jar.write(text.getBytes(StandardCharsets.UTF_8));
    jar.closeEntry();
  }
}
