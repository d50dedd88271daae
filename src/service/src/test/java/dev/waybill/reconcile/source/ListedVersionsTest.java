package dev.waybill.reconcile.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.shape.RawVersion;
import dev.waybill.fixity.shape.RawVersionPage;
import dev.waybill.fixity.shape.RawVersionPages;
import dev.waybill.fixity.shape.VersionListing;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.source.ListedVersions.KeySample;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

final class ListedVersionsTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final RawVersion VERSION =
      new RawVersion("a/1", "v1", true, false, 5, NOW.minusSeconds(9), "etag");
  private static final RawVersion MARKER =
      new RawVersion("a/2", "m1", false, true, 0, NOW.minusSeconds(8), null);

  private final List<ThereRow> rows = new ArrayList<>();

  private SourceReading read(RawVersionPages pages, Supplier<KeySample> sample)
      throws InterruptedException {
    return new ListedVersions(
            new VersionListing(pages, 2), "raw", "a/", sample, Clock.fixed(NOW, ZoneOffset.UTC))
        .read(rows::add);
  }

  @Test
  void givesVersionsAndMarkers() throws InterruptedException {
    SourceReading reading =
        read(
            (prefix, key, versionId) -> new RawVersionPage(List.of(VERSION, MARKER), null, null),
            () -> new KeySample(List.of("1"), 2));

    assertThat(reading).isEqualTo(SourceReading.complete("listing of s3://raw/a/", NOW));
    assertThat(rows)
        .containsExactly(
            new ThereRow(
                "a/1", "v1", false, true, 5, "etag", NOW.minusSeconds(9), null, null, null),
            new ThereRow("a/2", "m1", true, false, 0, null, NOW.minusSeconds(8), null, null, null));
  }

  @Test
  void isIncompleteWhenAPageCannotBeListed() throws InterruptedException {
    SourceReading reading =
        read(
            (prefix, key, versionId) -> {
              if (key != null) {
                throw new IllegalStateException("503");
              }
              return new RawVersionPage(List.of(VERSION), "a/1", null);
            },
            () -> new KeySample(List.of(), 0));

    assertThat(reading.problem())
        .contains("listing of s3://raw/a/: incomplete: it failed after 1 rows: 503");
    assertThat(rows).hasSize(1);
  }

  @Test
  void isCompleteWithoutASample() throws InterruptedException {
    SourceReading reading =
        read(
            (prefix, key, versionId) -> new RawVersionPage(List.of(VERSION), null, null),
            () -> {
              throw new IllegalStateException("the log is damaged");
            });

    assertThat(reading.problem()).isEmpty();
    assertThat(rows).hasSize(1);
  }
}
