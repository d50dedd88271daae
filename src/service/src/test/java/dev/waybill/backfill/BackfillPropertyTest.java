package dev.waybill.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class BackfillPropertyTest {
  private static final String BUCKET = "raw";
  private static final RawSettings RAW =
      new RawSettings(BUCKET, "incoming/", "processed/", "test/");

  @Provide
  static Arbitrary<List<String>> keys() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars('a', 'b', '0', '9', '/', 'é', '\u4e2d')
            .ofMinLength(1)
            .ofMaxLength(6);
    return Arbitraries.of("incoming/", "processed/", "archive/")
        .flatMap(prefix -> names.map(prefix::concat))
        .list()
        .ofMinSize(1)
        .ofMaxSize(60);
  }

  @Property(tries = 150)
  void sealsEveryVersionOnceWhereverProcessesAreKilled(
      @ForAll("keys") List<String> keys,
      @ForAll @IntRange(min = 1, max = 9) int pageSize,
      @ForAll @IntRange(min = 12, max = 60) int maxLife,
      @ForAll long seed) {
    BackfillModel model = new BackfillModel(RAW, pageSize, seed);
    for (String key : keys) {
      String unused = model.bucket.put(key, BackfillModel.BEFORE);
      if (key.length() % 3 == 0) {
        model.bucket.hide(key, BackfillModel.BEFORE);
      }
    }
    List<RawVersion> there = model.bucket.all();

    BackfillPlan done = model.run("", maxLife);

    Set<ObjectVersion> wanted =
        there.stream()
            .filter(it -> !it.marker())
            .map(it -> new ObjectVersion(BUCKET, it.key(), it.versionId()))
            .collect(Collectors.toSet());
    Set<ObjectVersion> sealed =
        model.records.entrySet().stream()
            .filter(it -> it.getValue().startsWith("backfill/job/"))
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    assertThat(sealed).isEqualTo(wanted);
    assertThat(done.counts().of(VersionCounts.SEALED)).isEqualTo(wanted.size());
    assertThat(done.bytes()).isEqualTo(3L * wanted.size());
    assertThat(done.counts().of(BackfillScope.DELETE_MARKER))
        .isEqualTo(there.stream().filter(RawVersion::marker).count());
    assertThat(done.counts().of(VersionCounts.ALREADY_SEALED)).isZero();
    assertThat(done.counts().failed()).isZero();
  }
}
