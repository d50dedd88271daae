package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Problems of the configuration, which name the place, the value and the legal values. */
final class SettingProblemsTest {
  private static final String FILE = "config/application.properties";
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void reportsUnknownKeyWithItsLineAndTheNearestKey() {
    folder.signed("\n# note\nwaybill.raw.bukcet=a-bucket\n");

    assertThat(problems())
        .containsExactly(
            new SettingProblem(
                FILE + ":6",
                "waybill.raw.bukcet",
                "a-bucket",
                "is no setting",
                "waybill.raw.bucket"));
    assertThat(problems().get(0))
        .hasToString(
            FILE
                + ":6: waybill.raw.bukcet = a-bucket: is no setting;"
                + " did you mean waybill.raw.bucket?");
  }

  @Test
  void reportsUnknownVariable() {
    folder.signed("").environment.put("WAYBILL_QUEU", "q");

    assertThat(problems())
        .containsExactly(
            new SettingProblem(
                "environment", "WAYBILL_QUEU", "q", "is no setting", "WAYBILL_QUEUE"));
  }

  @Test
  void reportsUnknownKeyOfTheCommandLine() {
    folder.signed("").commandLine.put("waybill.rubbish.entirely", "x");

    assertThat(problems())
        .containsExactly(
            new SettingProblem(
                "command line", "waybill.rubbish.entirely", "x", "is no setting", null));
  }

  @Test
  void masksPasswordUnderAMistypedKey() {
    folder.signed("waybill.signing.pasword=hunter2\n");
    folder.environment.put("WAYBILL_SIGNIN_PASSWORD", "hunter2");

    SettingsException failure = failure();

    assertThat(failure.problems()).hasSize(2);
    assertThat(failure).message().doesNotContain("hunter2").contains("***");
  }

  @Test
  void reportsProblemsOfAllKindsAtOnce() {
    folder.file(
        "application.properties",
        """
        waybill.raw.buckets=x
        waybill.intake.wait=21s
        waybill.raw.test=incoming/test/
        waybill.log.bucket=No_Bucket
        """);

    assertThat(problems())
        .extracting(SettingProblem::key)
        .containsExactlyInAnyOrder(
            "waybill.raw.buckets",
            "waybill.intake.wait",
            "waybill.raw.test",
            "waybill.log.bucket",
            "waybill.signing.keystore",
            "waybill.signing.password",
            "waybill.signing.alias");
  }

  @Test
  void explainsOnceHowToMakeAMissingSigningKey() {
    assertThat(problems())
        .extracting(SettingProblem::key)
        .containsExactly(
            "waybill.signing.keystore", "waybill.signing.password", "waybill.signing.alias");
    assertThat(problems())
        .extracting(SettingProblem::expected)
        .filteredOn(expected -> expected.contains("keytool -genkeypair"))
        .hasSize(1);
  }

  @Test
  void reportsKeyThatAFileSetsTwice() {
    folder.signed("waybill.queue=a\nwaybill.queue=b\n");

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.where()).isEqualTo(FILE + ":5");
              assertThat(problem.expected()).contains("line 4");
            });
  }

  @Test
  void reportsEmptyValue() {
    folder.signed("waybill.queue=\n");

    assertThat(problems()).extracting(SettingProblem::key).containsExactly("waybill.queue");
  }

  @Test
  void reportsMalformedEscapeWithItsLine() {
    folder.signed("waybill.queue=\\u12x\n");

    assertThat(problems()).extracting(SettingProblem::where).contains(FILE + ":4");
  }

  @Test
  void reportsFileThatIsNotUtf8() throws Exception {
    Files.write(home.resolve(FILE), new byte[] {'a', '=', (byte) 0xff});

    assertThat(problems()).extracting(SettingProblem::where).contains(FILE);
  }

  @Test
  void escapesLineBreakInAReportedValue() {
    folder.signed("waybill.queue=a\\nINFO all is well\n");

    assertThat(problems().get(0).toString()).doesNotContain("\n").contains("a?INFO");
  }

  @ParameterizedTest
  @CsvSource({
    "waybill.provenance.bucket, caa304-raw-data",
    "waybill.log.bucket, caa304-raw-data",
    "waybill.log.bucket, caa304-provenance",
    "waybill.dead-letter-queue, caa304-raw-data-events",
    "waybill.raw.processed, incoming/done/",
    "waybill.raw.incoming, test/",
    "waybill.raw.incoming, processed/",
    "waybill.raw.incoming, incoming",
    "waybill.raw.incoming, /",
    "waybill.intake.in-flight, 9",
    "waybill.intake.workers, 0",
    "waybill.intake.visibility, 4s",
    "waybill.intake.visibility, 13h",
    "waybill.digest.mode, stream",
    "waybill.digest.mode, Server",
    "waybill.digest.server-prefixes, 'incoming/a/,,incoming/b/'",
    "waybill.digest.server-prefixes, 'incoming/a/,'",
    "waybill.digest.server-prefixes, 'incoming/a/,incoming/a/b/'",
    "waybill.digest.server-prefixes, 'incoming/a/,incoming/a/'",
    "waybill.digest.server-prefixes, processed/",
    "waybill.digest.server-prefixes, 'incoming/a/,elsewhere/'",
    "waybill.digest.server-prefixes, incoming",
    "waybill.digest.chunks-above, 51TiB",
    "waybill.digest.chunks-above, none",
    "waybill.promotion.single-copy-limit, 6GiB",
    "waybill.promotion.single-copy-limit, 0",
    "waybill.promotion.part-size, 4MiB",
    "waybill.promotion.parallel-parts, 0",
    "waybill.provenance.retention-mode, governance",
    "waybill.kms.require, yes",
    "waybill.management.port, 65536",
    "waybill.athena.results, s3://bucket",
    "waybill.shutdown.timeout, 30",
    "waybill.record-log.enabled, yes",
    "waybill.record-log.origin, example.org/my log",
    "waybill.record-log.origin, a+b",
    "waybill.record-log.timestamp-authority, ftp://tsa.example.org/",
    "waybill.record-log.sequence-every, 999ms",
    "waybill.record-log.sequence-every, 61s",
    "waybill.record-log.witness-interval, 0s",
    "waybill.record-log.check-every, 25h",
    "waybill.record-log.whole-check-within, 59s",
    "waybill.record-log.timestamp-every, 59s",
    "waybill.record-log.listing-every, 31d",
  })
  void rejectsWrongValue(String key, String value) {
    folder.signed("").commandLine.put(key, value);

    assertThat(problems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.expected()).startsWith("must "));
  }

  private List<SettingProblem> problems() {
    return failure().problems();
  }

  private SettingsException failure() {
    return catchThrowableOfType(SettingsException.class, folder::load);
  }
}
