package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings of several scopes of custody: what is legal, and what each problem names. */
final class ScopeSettingsTest {
  @TempDir Path home;
  private ConfigurationFolder folder;

  @BeforeEach
  void folder() {
    folder = new ConfigurationFolder(home);
  }

  @Test
  void servesTheDefaultScopeOnlyWithoutFurtherSettings() {
    CustodyScopes scopes = folder.signed("").load().settings().scopes();

    assertThat(scopes.names()).containsExactly("default");
    assertThat(scopes.isSingle()).isTrue();
    assertThat(scopes.first().isAcrossBuckets()).isFalse();
  }

  @Test
  void takesWhatAScopeLeavesOutFromTheDefaultScope() {
    folder.signed(
        """
        waybill.raw.processed=done/
        waybill.raw.temporary=*.up
        waybill.raw.exclusions=skip/
        waybill.raw.retention=3d
        waybill.raw.break-glass=rescuer
        waybill.digest.mode=server
        waybill.scopes.finance.bucket=finance-raw
        """);

    assertThat(scope("finance"))
        .isEqualTo(
            new RawSettings(
                "finance",
                "finance-raw",
                "incoming/",
                "finance-raw",
                "done/",
                "test/",
                new TemporaryNames(List.of("*.up")),
                new ExcludedKeys(List.of("skip/")),
                "rescuer",
                new PromotedRetention(
                    Duration.ofDays(3), ProvenanceSettings.RetentionMode.GOVERNANCE),
                true));
  }

  @Test
  void readsEveryMemberOfAScope() {
    folder.signed(
        """
        waybill.scopes.finance-eu.bucket=finance-raw
        waybill.scopes.finance-eu.incoming=in/
        waybill.scopes.finance-eu.destination-bucket=finance-done
        waybill.scopes.finance-eu.processed=out/
        waybill.scopes.finance-eu.temporary=none
        waybill.scopes.finance-eu.exclusions=*.log
        waybill.scopes.finance-eu.retention=2d
        waybill.scopes.finance-eu.retention-mode=COMPLIANCE
        waybill.scopes.finance-eu.digest-mode=server
        """);

    assertThat(scope("finance-eu"))
        .isEqualTo(
            new RawSettings(
                "finance-eu",
                "finance-raw",
                "in/",
                "finance-done",
                "out/",
                "test/",
                TemporaryNames.NONE,
                new ExcludedKeys(List.of("*.log")),
                null,
                new PromotedRetention(
                    Duration.ofDays(2), ProvenanceSettings.RetentionMode.COMPLIANCE),
                true));
  }

  @Test
  void readsVariablesWithDashesInNameAndMember() {
    folder.signed("");
    folder.environment.put("WAYBILL_SCOPES_FINANCE_EU_BUCKET", "finance-raw");
    folder.environment.put("WAYBILL_SCOPES_FINANCE_EU_DESTINATION_BUCKET", "finance-done");
    folder.environment.put("WAYBILL_SCOPES_FINANCE_EU_RETENTION_MODE", "COMPLIANCE");

    assertThat(scope("finance-eu").bucket()).isEqualTo("finance-raw");
    assertThat(scope("finance-eu").destinationBucket()).isEqualTo("finance-done");
    assertThat(folder.load().settings().scopes().names()).containsExactly("default", "finance-eu");
  }

  @Test
  void trustsS3WithNoFurtherScopeWhenPrefixesLimitTheTrust() {
    folder.signed(
        """
        waybill.digest.mode=server
        waybill.digest.server-prefixes=incoming/logs/
        waybill.scopes.finance.bucket=finance-raw
        """);
    DigestModes modes = folder.load().settings().digestModes();

    assertThat(modes.isByServer("caa304-raw-data", "incoming/logs/a")).isTrue();
    assertThat(modes.isByServer("finance-raw", "incoming/logs/a")).isFalse();
  }

  @Test
  void letsAScopeTrustS3Alone() {
    folder.signed(
        """
        waybill.scopes.finance.bucket=finance-raw
        waybill.scopes.finance.digest-mode=server
        """);
    DigestModes modes = folder.load().settings().digestModes();

    assertThat(modes.isByServer("caa304-raw-data", "incoming/a")).isFalse();
    assertThat(modes.isByServer("finance-raw", "incoming/a")).isTrue();
    assertThat(modes.isByServer("finance-raw", "test/a")).isFalse();
    assertThat(modes.isAnyByServer()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // The incoming prefix of the default scope, within it, and around it.
    "incoming=incoming/, waybill.scopes.x.incoming, waybill.raw.incoming (s3://caa304-raw-data/",
    "incoming=incoming/a/, waybill.scopes.x.incoming, as s3://caa304-raw-data/incoming/a/ does",
    "processed=done/, waybill.scopes.x.incoming, each object belongs to one scope",
    // A destination below a source, and a source below a destination.
    "incoming=x/;processed=incoming/x/, waybill.scopes.x.processed, in the scope default again",
    "incoming=processed/x/;processed=y/, waybill.scopes.x.incoming, promotes would arrive again",
    "incoming=x/;processed=processed/x/, waybill.scopes.x.processed, the same destination",
    "incoming=x/, waybill.scopes.x.processed, the same destination",
    "bucket=other;destination-bucket=caa304-raw-data, waybill.scopes.x.processed, same destination",
    "bucket=other;destination-bucket=caa304-raw-data;processed=incoming/x/,"
        + " waybill.scopes.x.processed, incoming/",
    "bucket=other;incoming=a/;processed=a/b/, waybill.scopes.x.processed, (a/) nor contain it",
    "bucket=other;incoming=a/b/;processed=a/, waybill.scopes.x.processed, (a/b/) nor contain it",
    "bucket=other;destination-bucket=done;processed=incoming/, waybill.scopes.x.processed, incoming",
    "bucket=other;incoming=test/x/, waybill.scopes.x.incoming, waybill.raw.test (test/)",
    "bucket=other;processed=test/, waybill.scopes.x.processed, waybill.raw.test (test/)",
    "bucket=caa304-provenance, waybill.provenance.bucket, than waybill.scopes.x.bucket",
    "bucket=caa304-cloudtrail-log, waybill.log.bucket, than waybill.scopes.x.bucket",
    "bucket=other;destination-bucket=caa304-provenance, waybill.provenance.bucket,"
        + " waybill.scopes.x.destination-bucket",
    "bucket=other;destination-bucket=caa304-cloudtrail-log, waybill.log.bucket,"
        + " waybill.scopes.x.destination-bucket",
    // Values that are not legal.
    "bucket=No_Bucket, waybill.scopes.x.bucket, must be a bucket's name",
    "bucket=other;incoming=in, waybill.scopes.x.incoming, ends in /",
    "bucket=other;incoming=/, waybill.scopes.x.incoming, ends in /",
    "bucket=other;processed=out, waybill.scopes.x.processed, ends in /",
    "bucket=other;destination-bucket=none.., waybill.scopes.x.destination-bucket, bucket's name",
    "bucket=other;temporary=*, waybill.scopes.x.temporary, name patterns",
    "bucket=other;exclusions=*, waybill.scopes.x.exclusions, patterns of keys",
    "bucket=other;exclusions=/a, waybill.scopes.x.exclusions, patterns of keys",
    "bucket=other;retention=30, waybill.scopes.x.retention, a duration",
    "bucket=other;retention-mode=governance, waybill.scopes.x.retention-mode, one of GOVERNANCE",
    "bucket=other;digest-mode=Server, waybill.scopes.x.digest-mode, one of both",
    // Members that no scope has.
    "bucket=other;bukket=b, waybill.scopes.x.bukket, is no setting of a scope",
    "bucket=other;test=probe/, waybill.scopes.x.test, is no setting of a scope",
    "bucket=other;break-glass=role, waybill.scopes.x.break-glass, is no setting of a scope",
    "bucket=other;bucket.name=b, waybill.scopes.x.bucket.name, is no setting of a scope",
  })
  void rejectsWrongScopeAndNamesKeyAndReason(String members, String key, String reason) {
    for (String member : members.split(";", -1)) {
      int equals = member.indexOf('=');
      folder.commandLine.put(
          "waybill.scopes.x." + member.substring(0, equals), member.substring(equals + 1));
    }

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.key()).isEqualTo(key);
              assertThat(problem.toString()).contains(reason);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Finance",
        "finance_eu",
        "-finance",
        "finance-",
        "none",
        "",
        "a.b",
        "é",
        "default",
        "a2345678901234567890123456789012x"
      })
  void rejectsWrongNameOfAScope(String name) {
    folder.commandLine.put("waybill.scopes." + name + ".bucket", "other");

    assertThat(problems())
        .singleElement()
        .satisfies(
            problem ->
                assertThat(problem.expected())
                    .containsAnyOf("1 to 32 lower-case letters", "is no setting of a scope"));
  }

  @Test
  void suggestsTheMemberThatWasProbablyMeant() {
    folder.commandLine.put("waybill.scopes.x.procesed", "out/");

    assertThat(problems())
        .extracting(SettingProblem::suggestion)
        .containsExactly("waybill.scopes.x.processed");
  }

  @Test
  void suggestsWaybillRawForTheDefaultScope() {
    folder.commandLine.put("waybill.scopes.default.bucket", "other");

    assertThat(problems())
        .extracting(SettingProblem::suggestion)
        .containsExactly("waybill.raw.bucket");
  }

  @Test
  void reportsTheSecondDefinitionOfAScopeInAFile() {
    folder.signed("waybill.scopes.x.bucket=one-raw\nwaybill.scopes.x.bucket=two-raw\n");

    assertThat(problems())
        .singleElement()
        .satisfies(it -> assertThat(it.expected()).contains("set once in a file; line 4"));
  }

  @Test
  void reportsAVariableThatNamesNoMember() {
    folder.signed("").environment.put("WAYBILL_SCOPES_X_BUKKET", "b");

    assertThat(problems())
        .extracting(SettingProblem::key)
        .containsExactly("WAYBILL_SCOPES_X_BUKKET");
  }

  @Test
  void rejectsTwoFurtherScopesThatOverlap() {
    folder.signed(
        """
        waybill.scopes.a.bucket=other
        waybill.scopes.a.incoming=in/
        waybill.scopes.b.bucket=other
        waybill.scopes.b.incoming=in/b/
        waybill.scopes.b.processed=out/
        """);

    assertThat(problems())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.key()).isEqualTo("waybill.scopes.b.incoming");
              assertThat(it.value()).isEqualTo("in/b/");
              assertThat(it.where()).isEqualTo("config/application.properties:7");
              assertThat(it.expected()).contains("waybill.scopes.a.incoming (s3://other/in/)");
            });
  }

  @Test
  void rejectsMoreScopesThanPoliciesHold() {
    for (int i = 0; i < 17; i++) {
      folder.commandLine.put("waybill.scopes.s" + i + ".bucket", "other-" + i);
    }
    folder.signed("");

    assertThat(problems())
        .singleElement()
        .satisfies(it -> assertThat(it.expected()).contains("at most 16 further scopes"));
  }

  @Test
  void rejectsTwoScopesOfOneName() {
    RawSettings raw = new RawSettings("a-bucket", "in/", "out/", "test/");
    RawSettings other = new RawSettings("b-bucket", "in/", "out/", "test/");

    InvalidSettingException failure =
        catchThrowableOfType(
            InvalidSettingException.class, () -> new CustodyScopes(List.of(raw, other)));

    assertThat(failure).hasMessageContaining("must have a scope's name of its own");
  }

  private RawSettings scope(String name) {
    return folder.load().settings().scopes().all().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private List<SettingProblem> problems() {
    if (folder.commandLine.keySet().stream().anyMatch(it -> it.startsWith("waybill.scopes."))) {
      folder.signed("");
    }
    return catchThrowableOfType(SettingsException.class, folder::load).problems();
  }
}
