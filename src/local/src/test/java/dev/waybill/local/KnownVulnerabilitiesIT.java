package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Bill of materials of the service, compared with the list of known vulnerabilities. */
final class KnownVulnerabilitiesIT {
  private static final Path BILL_OF_MATERIALS = Path.of("src/service/target/bom.json");
  private static final Path DOCUMENT = Path.of("docs/reference/dependencies.md");

  /** Version by group and name. */
  private static final Map<String, String> LIBRARIES = new TreeMap<>();

  private static JsonNode vulnerabilities;

  @BeforeAll
  static void read() throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    for (JsonNode library : mapper.readTree(BILL_OF_MATERIALS.toFile()).path("components")) {
      LIBRARIES.put(
          library.path("group").asText() + ":" + library.path("name").asText(),
          library.path("version").asText());
    }
    try (InputStream list =
        KnownVulnerabilitiesIT.class.getResourceAsStream("/known-vulnerabilities.json")) {
      vulnerabilities = mapper.readTree(list);
    }
  }

  @Test
  void listsTheLibrariesOfTheService() {
    assertThat(LIBRARIES)
        .hasSizeGreaterThan(100)
        .containsKeys("org.apache.camel:camel-aws2-sqs", "io.netty:netty-codec-http2");
    assertThat(vulnerabilities).isNotEmpty();
  }

  @Test
  void containsNoVulnerableReleaseWithoutReason() {
    List<String> open = new ArrayList<>();
    for (JsonNode entry : vulnerabilities) {
      if (isAffected(entry) && entry.path("accepted").asText().isBlank()) {
        open.add(entry.path("id").asText());
      }
    }
    assertThat(open).isEmpty();
  }

  @Test
  void acceptsOnlyVulnerabilitiesThatStillApply() throws IOException {
    String document = Files.readString(DOCUMENT);
    List<String> accepted = new ArrayList<>();
    for (JsonNode entry : vulnerabilities) {
      if (entry.has("accepted")) {
        accepted.add(entry.path("id").asText());
        assertThat(isAffected(entry)).as(entry.toString()).isTrue();
      }
    }
    assertThat(accepted).isNotEmpty().allSatisfy(id -> assertThat(document).contains(id));
  }

  @Test
  void comparesReleasesByNumber() {
    assertThat(isBefore("4.1.130.Final", "4.1.132")).isTrue();
    assertThat(isBefore("4.1.132.Final", "4.1.132")).isFalse();
    assertThat(isBefore("2.9", "2.10.0")).isTrue();
    assertThat(isBefore("3.0", "2.10.0")).isFalse();
  }

  private static boolean isAffected(JsonNode entry) {
    String version =
        LIBRARIES.get(entry.path("group").asText() + ":" + entry.path("name").asText());
    return version != null && isBefore(version, entry.path("fixedIn").asText());
  }

  private static boolean isBefore(String version, String other) {
    return Arrays.compare(numbers(version), numbers(other)) < 0;
  }

  /** Returns the leading numbers of a version; a qualifier such as Final ends them. */
  private static int[] numbers(String version) {
    return Arrays.copyOf(
        Arrays.stream(version.split("[.-]"))
            .takeWhile(part -> part.matches("\\d+"))
            .mapToInt(Integer::parseInt)
            .toArray(),
        4);
  }
}
