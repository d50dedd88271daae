package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.cli.RepairService.Order;
import dev.waybill.cli.RepairService.Repaired;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.examine.LocatedSeal;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.repair.Candidate;
import dev.waybill.repair.Candidates;
import dev.waybill.repair.RepairPlan;
import dev.waybill.verify.S3Address;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RepairCommandTest {
  private static final String OBJECT = "s3://raw/processed/a";
  private static final ObjectVersion COPY = new ObjectVersion("raw", "processed/a", "v2");

  @TempDir Path home;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final List<Order> orders = new ArrayList<>();
  private String answer = "";

  /** Null for an intact object. */
  private @Nullable Candidate candidate = Candidates.good(COPY);

  private int run(String... args) {
    GlobalOptions options =
        new GlobalOptions(
            Map.of(
                "WAYBILL_SIGNING_KEYSTORE", "signing.p12",
                "WAYBILL_SIGNING_ALIAS", "waybill",
                "WAYBILL_SIGNING_PASSWORD", "secret"));
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "repair"));
    all.addAll(List.of(args));
    return WaybillCommand.commandLine(
            options, new RepairCommand(options, this::repair, confirmation()))
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(all.toArray(String[]::new));
  }

  private Confirmation confirmation() {
    return new Confirmation(new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)));
  }

  private Optional<Repaired> repair(Object settings, Order order, Predicate<RepairPlan> agree) {
    orders.add(order);
    return candidate != null && agree.test(plan(candidate))
        ? Optional.of(new Repaired("s3://raw/processed/a?versionId=v3", "s3://p/repairs/x"))
        : Optional.empty();
  }

  private static RepairPlan plan(Candidate candidate) {
    LogEntry entry =
        new LogEntry(
            EntryKind.SEAL,
            "records/x",
            Sha256.hash("record"),
            new ObjectVersion("raw", "incoming/a", "v1"),
            7,
            "etag",
            Sha256.hash("content"),
            "processed/a",
            Instant.EPOCH);
    return new RepairPlan(
        new LocatedSeal(3, entry),
        new Examination(
            3, Rung.BYTES, FixityCondition.ALTERED, 7, 1, "v1", "etag", "sha256 \u001b aa, twice"),
        null,
        List.of(candidate));
  }

  @Test
  void repairsWhenThePersonAgrees() {
    answer = "yes\n";

    assertThat(run(OBJECT, "--by", "Ada", "--reason", "incident 7", "--from", "replica")).isZero();

    assertThat(orders)
        .containsExactly(
            new Order(
                new S3Address("raw", "processed/a", null),
                List.of("replica"),
                "Ada",
                "incident 7"));
    assertThat(err.toString()).contains("Type yes");
    assertThat(out.toString())
        .contains(
            "condition  altered: sha256",
            "copy       " + COPY.uri() + " is good",
            "repaired   s3://raw/processed/a?versionId=v3",
            "statement  s3://p/repairs/x")
        .doesNotContain("\u001b");
  }

  @Test
  void changesNothingWhenThePersonDoesNotAgree() {
    answer = "y\n";

    assertThat(run(OBJECT, "--by", "Ada", "--reason", "r")).isEqualTo(1);

    assertThat(err.toString()).contains("Type yes");
    assertThat(out.toString()).contains("nothing was changed; --yes");
  }

  @Test
  void asksNobodyWithTheWordYes() {
    assertThat(run(OBJECT, "--by", "Ada", "--reason", "r", "--yes")).isZero();

    assertThat(err.toString()).isEmpty();
  }

  @Test
  void repairsNothingWithoutGoodCopyWhateverIsAgreed() {
    candidate = Candidates.bad(COPY, "has other bytes");

    assertThat(run(OBJECT, "--by", "Ada", "--reason", "r", "--yes")).isEqualTo(1);

    assertThat(err.toString()).isEmpty();
    assertThat(out.toString()).contains("has other bytes", "there is no good copy");
  }

  @Test
  void leavesIntactObjectAlone() {
    candidate = null;

    assertThat(run(OBJECT, "--by", "Ada", "--reason", "r", "--yes")).isZero();

    assertThat(out.toString()).contains("nothing to repair");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://raw/processed/a --by Ada",
        "s3://raw/processed/a --reason r",
        "--by Ada --reason r",
        "processed/a --by Ada --reason r",
        "s3://raw --by Ada --reason r",
        "s3://raw/processed/a --by= --reason r",
        "s3://raw/processed/a --by Ada --reason=",
      })
  void rejectsWrongUsageWithExitCode2(String line) {
    assertThat(run(line.split(" "))).isEqualTo(2);

    assertThat(orders).isEmpty();
    assertThat(err.toString()).contains("repair");
  }
}
