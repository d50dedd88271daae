package dev.waybill.fixity.second;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Judgement of reports, each of which has the defect that its file is named after. */
final class ReportFixturesTest {
  private static final String BUCKET = "raw";
  private static final Instant SEALED = Instant.parse("2026-11-01T00:00:00Z");
  private static final List<ObjectVersion> STORED =
      List.of(
          new ObjectVersion(BUCKET, "processed/a.txt", "v0"),
          new ObjectVersion(BUCKET, "processed/b c+ü,\".txt", "v1"),
          new ObjectVersion(BUCKET, "processed/c.txt", ObjectVersion.NULL_VERSION),
          new ObjectVersion(BUCKET, "processed/d.txt", "v3"));

  static List<ReportFixture> fixtures() throws IOException, URISyntaxException {
    Path folder =
        Path.of(
            Objects.requireNonNull(ReportFixturesTest.class.getResource("/second-read")).toURI());
    List<ReportFixture> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        all.add(ReportFixture.read(file));
      }
    }
    return all;
  }

  private static List<SealedTarget> targets() {
    List<SealedTarget> targets = new ArrayList<>();
    for (int index = 0; index < STORED.size(); index++) {
      targets.add(
          new SealedTarget(
              index,
              new ObjectVersion(BUCKET, "incoming/" + index, "s" + index),
              STORED.get(index).key(),
              Sha256.hash("content " + index),
              SEALED));
    }
    return targets;
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void findsWhatTheFixtureSays(ReportFixture fixture) {
    ReadManifest manifest = new ReadManifest(STORED);
    ReportReader reader =
        new ReportReader(
            fixture, ReadPaths.reportOf(ReadPaths.folder("", "20261129T192300250Z"), "j"));
    SecondJudge judge = new SecondJudge(manifest, reader.read(manifest), targets());
    targets().forEach(judge::judge);

    Map<Integer, String> outcomes = new TreeMap<>();
    targets().forEach(it -> outcomes.put((int) it.index(), "verified"));
    for (SecondFinding finding : judge.findings()) {
      outcomes.put(
          (int) finding.index(), (finding.outcome().label() + " " + finding.reason()).strip());
    }
    assertThat(outcomes).isEqualTo(fixture.outcomes());
    assertThat(judge.verified() + judge.findings().size()).isEqualTo(STORED.size());
    Map<String, Long> problems = new TreeMap<>();
    reader.problems().all().forEach((problem, count) -> problems.put(problem.label(), count));
    assertThat(problems).isEqualTo(fixture.problems());
  }

  @Test
  void hasMoreBadFixturesThanGoodOnesAndOneForEachProblem() throws Exception {
    List<ReportFixture> all = fixtures();
    long good = all.stream().filter(ReportFixture::isGood).count();

    assertThat(all).hasSizeGreaterThan(40);
    assertThat(good).isPositive().isLessThan(all.size() - good);
    assertThat(all.stream().flatMap(it -> it.problems().keySet().stream()))
        .containsAll(Stream.of(ReportProblem.values()).map(ReportProblem::label).toList());
  }
}
