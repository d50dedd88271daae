package dev.waybill.fixity.second;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Judgement of keys with several sealed and several stored versions. */
final class SecondJudgeTest {
  private static final Instant SEALED = Instant.parse("2026-11-01T00:00:00Z");
  private static final Sha256 ONE = Sha256.hash("one");
  private static final Sha256 TWO = Sha256.hash("two");
  private static final Sha256 OTHER = Sha256.hash("other");
  private static final ObjectVersion FIRST = version("processed/k", "v1");
  private static final ObjectVersion SECOND = version("processed/k", "v2");

  private static ObjectVersion version(String key, String id) {
    return new ObjectVersion("raw", key, id);
  }

  private static SealedTarget target(long index, Sha256 sha256, @Nullable String destination) {
    return new SealedTarget(index, version("incoming/k", "s" + index), destination, sha256, SEALED);
  }

  private static SecondJudge judge(
      Map<ObjectVersion, RowOutcome> rows, List<ObjectVersion> stored, SealedTarget... targets) {
    ReadManifest manifest = new ReadManifest(stored);
    RowBook book = new RowBook(manifest);
    ProblemCounts problems = new ProblemCounts();
    rows.forEach(
        (version, outcome) ->
            book.add(
                new StatedRow(version.bucket(), version.key(), version.versionId(), outcome),
                problems));
    SecondJudge judge = new SecondJudge(manifest, book, List.of(targets));
    List.of(targets).forEach(judge::judge);
    return judge;
  }

  private static RowOutcome computed(Sha256 sha256) {
    return new RowOutcome.Computed(sha256);
  }

  @Test
  void assignsVersionsOfOneKeyByTheirDigests() {
    SecondJudge judge =
        judge(
            Map.of(FIRST, computed(TWO), SECOND, computed(ONE)),
            List.of(FIRST, SECOND),
            target(0, ONE, "processed/k"),
            target(1, TWO, "processed/k"));

    assertThat(judge.verified()).isEqualTo(2);
    assertThat(judge.findings()).isEmpty();
  }

  @Test
  void blamesTheVersionWhoseDigestWasSealedForNoneOfTheKey() {
    SecondJudge judge =
        judge(
            Map.of(FIRST, computed(ONE), SECOND, computed(OTHER)),
            List.of(FIRST, SECOND),
            target(0, ONE, "processed/k"),
            target(1, TWO, "processed/k"));

    assertThat(judge.verified()).isEqualTo(1);
    assertThat(judge.findings())
        .containsExactly(new SecondFinding(1, SecondOutcome.ALTERED, SECOND, "", null));
  }

  @Test
  void namesVersionsThatNoEntryExplainsAlthoughAllEntriesAreVerified() {
    SecondJudge judge =
        judge(
            Map.of(FIRST, computed(ONE), SECOND, computed(OTHER)),
            List.of(FIRST, SECOND),
            target(0, ONE, "processed/k"));

    assertThat(judge.verified()).isEqualTo(1);
    assertThat(judge.findings())
        .singleElement()
        .matches(SecondFinding::isUnexplained)
        .matches(SecondFinding::isDefect);
  }

  @Test
  void findsAbsentWhenOnlyTheVersionOfAnotherEntryIsLeft() {
    SecondJudge judge =
        judge(
            Map.of(FIRST, computed(ONE)),
            List.of(FIRST),
            target(0, ONE, "processed/k"),
            target(1, TWO, "processed/k"));

    assertThat(judge.findings())
        .singleElement()
        .satisfies(it -> assertThat(it.outcome()).isEqualTo(SecondOutcome.ABSENT));
  }

  @Test
  void comparesVersionsThatStayWithTheirOwnEntryAlone() {
    SealedTarget first = target(0, ONE, null);
    SealedTarget second = target(1, TWO, null);
    SecondJudge judge =
        judge(
            Map.of(first.source(), computed(TWO), second.source(), computed(TWO)),
            List.of(first.source(), second.source()),
            first,
            second);

    assertThat(judge.verified()).isEqualTo(1);
    assertThat(judge.findings())
        .containsExactly(new SecondFinding(0, SecondOutcome.ALTERED, first.source(), "", null));
  }

  @Test
  void verifiesAtTheSourceWhatWasNotPromoted() {
    SealedTarget superseded = target(0, ONE, "processed/k");
    SecondJudge judge =
        judge(
            Map.of(superseded.source(), computed(ONE), FIRST, computed(TWO)),
            List.of(superseded.source(), FIRST),
            superseded,
            target(1, TWO, "processed/k"));

    assertThat(judge.verified()).isEqualTo(2);
    assertThat(judge.findings()).isEmpty();
  }

  /** Fate of one stored version. */
  private enum Fate {
    INTACT,
    ALTERED,
    FAILED,
    UNUSABLE,
    NO_ROW,
    NOT_STORED
  }

  @Provide
  Arbitrary<List<Fate>> fates() {
    return Arbitraries.of(Fate.class).list().ofMinSize(1).ofMaxSize(12);
  }

  @Property
  void totalsAddUpAndOnlyIntactVersionsAreVerified(@ForAll("fates") List<Fate> fates) {
    List<SealedTarget> targets = new ArrayList<>();
    List<ObjectVersion> stored = new ArrayList<>();
    Map<ObjectVersion, RowOutcome> rows = new HashMap<>();
    Set<Long> intact = new HashSet<>();
    for (int index = 0; index < fates.size(); index++) {
      String key = "processed/k" + index % 3;
      Sha256 sealed = Sha256.hash("content " + index);
      targets.add(target(index, sealed, key));
      ObjectVersion version = version(key, "v" + index);
      Fate fate = fates.get(index);
      if (fate != Fate.NOT_STORED) {
        stored.add(version);
      }
      switch (fate) {
        case INTACT -> {
          intact.add((long) index);
          rows.put(version, computed(sealed));
        }
        case ALTERED -> rows.put(version, computed(OTHER));
        case FAILED -> rows.put(version, new RowOutcome.Failed("InternalError"));
        case UNUSABLE ->
            rows.put(version, new RowOutcome.Unusable(ReportProblem.MESSAGE_MALFORMED));
        default -> assertThat(rows).doesNotContainKey(version);
      }
    }

    SecondJudge judge = judge(rows, stored, targets.toArray(SealedTarget[]::new));

    assertThat(judge.verified()).isEqualTo(intact.size());
    assertThat(judge.verified() + judge.findings().size()).isEqualTo(fates.size());
    assertThat(judge.findings()).noneMatch(it -> intact.contains(it.index()));
    Set<ObjectVersion> altered = new HashSet<>();
    rows.forEach(
        (version, outcome) -> {
          if (outcome.equals(computed(OTHER))) {
            altered.add(version);
          }
        });
    Set<String> keys = new HashSet<>();
    judge.findings().stream()
        .filter(it -> it.outcome() == SecondOutcome.ALTERED)
        .forEach(it -> keys.add(it.version().key()));
    assertThat(keys).isEqualTo(new HashSet<>(altered.stream().map(ObjectVersion::key).toList()));
  }
}
