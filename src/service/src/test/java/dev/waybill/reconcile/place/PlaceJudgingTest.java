package dev.waybill.reconcile.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.ReconcileSpan;
import dev.waybill.reconcile.verdict.VersionCase;
import dev.waybill.reconcile.verdict.VersionDecision;
import dev.waybill.settings.RawSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limit for the versions of one place. */
final class PlaceJudgingTest {
  private static final Instant AS_OF = Instant.parse("2026-11-30T00:00:00Z");

  private final List<String> decided = new ArrayList<>();
  private final List<String> divided = new ArrayList<>();

  private final PlaceJudging.Listener listener =
      new PlaceJudging.Listener() {
        @Override
        public void decided(VersionCase version, VersionDecision decision) {
          decided.add(version.versionId());
        }

        @Override
        public void repeated(long rows) {
          assertThat(rows).isZero();
        }

        @Override
        public void divided(String key) {
          divided.add(key);
        }
      };

  private void judge(int versions) throws InterruptedException {
    PlaceCodec codec = new PlaceCodec(new PlacePrefixes(List.of("incoming/", "processed/")));
    Iterator<byte[]> rows =
        IntStream.range(10, 10 + versions)
            .mapToObj(
                it ->
                    new ThereRow(
                        "incoming/a", "v" + it, false, false, 1, null, AS_OF, null, null, null))
            .map(codec::there)
            .iterator();
    RawSettings raw = new RawSettings("raw", "incoming/", "processed/", "test/");
    new PlaceJudging(
            codec,
            new ReconcilePolicy(raw, List.of()),
            new ReconcileSpan(Instant.EPOCH, AS_OF),
            listener,
            3)
        .judge(rows);
  }

  @Test
  void judgesEveryVersionOfADividedPlaceOnce() throws InterruptedException {
    judge(8);
    assertThat(decided)
        .containsExactlyInAnyOrder("v10", "v11", "v12", "v13", "v14", "v15", "v16", "v17");
    assertThat(divided).containsExactly("incoming/a", "incoming/a");
  }

  @Test
  void doesNotDivideAPlaceThatFits() throws InterruptedException {
    judge(3);
    assertThat(decided).hasSize(3);
    assertThat(divided).isEmpty();
  }
}
