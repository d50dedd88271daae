package dev.waybill.fixity.second;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Report of a job with one defect, after which its file is named, and what must be found in it. The
 * digests in it were computed by another program than Waybill.
 *
 * <p>The lines before the first section begin with {@code expect}, the index of an entry and its
 * outcome, or with {@code problem}, its name and how often it occurs.
 */
final class ReportFixture implements ReadFiles {
  private static final String SECTION = "== ";

  private final String name;
  private final Map<Integer, String> outcomes = new TreeMap<>();
  private final Map<String, Long> problems = new TreeMap<>();
  private final Map<String, byte[]> files = new HashMap<>();

  private ReportFixture(String name) {
    this.name = name;
  }

  static ReportFixture read(Path file) throws IOException {
    ReportFixture fixture =
        new ReportFixture(file.getFileName().toString().replaceFirst("\\.txt$", ""));
    String section = "";
    StringBuilder body = new StringBuilder();
    for (String line : Files.readString(file).split("\n", -1)) {
      if (line.startsWith(SECTION)) {
        fixture.add(section, body.toString());
        section = line.substring(SECTION.length());
        body.setLength(0);
      } else {
        body.append(line).append('\n');
      }
    }
    // The end of the file is the end of its last line.
    body.setLength(body.length() - 1);
    fixture.add(section, body.toString());
    return fixture;
  }

  private void add(String section, String body) {
    if (section.isEmpty()) {
      body.lines().forEach(this::expect);
      return;
    }
    String[] kind = section.split(" ", 2);
    files.put(
        kind[1],
        kind[0].equals("text")
            ? body.substring(0, body.length() - 1).getBytes(StandardCharsets.UTF_8)
            : Base64.getMimeDecoder().decode(body));
  }

  private void expect(String line) {
    String[] words = line.split(" ", 3);
    if (words[0].equals("expect")) {
      outcomes.put(Integer.parseInt(words[1]), words[2]);
    } else if (words[0].equals("problem")) {
      problems.put(words[1], Long.parseLong(words[2]));
    }
  }

  Map<Integer, String> outcomes() {
    return outcomes;
  }

  Map<String, Long> problems() {
    return problems;
  }

  /** Returns true when every entry must be verified, and nothing is wrong with the report. */
  boolean isGood() {
    return problems.isEmpty() && new TreeSet<>(outcomes.values()).equals(good());
  }

  private static Set<String> good() {
    return new TreeSet<>(List.of("verified"));
  }

  @Override
  public String bucket() {
    return "results";
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public String put(String key, byte[] content) {
    throw new IllegalStateException("a report is only read");
  }

  @Override
  public Optional<InputStream> open(String key) {
    return Optional.ofNullable(files.get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public String toString() {
    return name;
  }
}
