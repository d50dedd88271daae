package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every example of a deployment: who may write routes has the process, so that it must not. */
final class MountsTest {
  /** A mount in the short form of Compose or of {@code docker run}: source, target, options. */
  private static final Pattern MOUNT =
      Pattern.compile(
          "(?m)(?:^\\s+- |--volume |-v |--mount )\"?"
              + "([^\\s\"]*(?:config|routes|sql|signing\\.p12)(?::/|,|\\.p12:)[^\\s\"]*)");

  @Test
  void mountsRoutesConfigurationSqlAndKeystoreReadOnly() {
    List<String> mounts = examples().flatMap(MountsTest::mounts).toList();

    assertThat(mounts)
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(mount -> assertThat(mount).matches(".*(:ro|[,:]readonly)$"));
    assertThat(mounts)
        .anyMatch(mount -> mount.contains("routes"))
        .anyMatch(mount -> mount.contains("config"))
        .anyMatch(mount -> mount.contains("sql"));
  }

  @Test
  void serviceCannotWriteToItsOwnImage() {
    String compose = ProjectFile.of("docker-compose.yml").content();

    assertThat(compose).contains("read_only: true", "cap_drop: [ALL]");
    assertThat(ProjectFile.of("Dockerfile").content())
        .contains("COPY config config", "COPY routes routes", "COPY sql sql")
        .doesNotContainPattern("--chown=[^\\n]* (config|routes|sql)\\b");
  }

  private static Stream<ProjectFile> examples() {
    return Stream.of(
            Stream.of(ProjectFile.of("docker-compose.yml"), ProjectFile.of("README.md")),
            ProjectFile.under("docs"),
            ProjectFile.under("deploy"))
        .flatMap(files -> files)
        .filter(file -> !file.name().endsWith(".png"));
  }

  private static Stream<String> mounts(ProjectFile file) {
    return MOUNT.matcher(file.content()).results().map((MatchResult hit) -> hit.group(1));
  }
}
