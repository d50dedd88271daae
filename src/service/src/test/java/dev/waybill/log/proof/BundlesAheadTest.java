package dev.waybill.log.proof;

import static dev.waybill.log.SampleLog.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.SampleLog;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.TileAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class BundlesAheadTest {
  private static final SampleLog LOG = new SampleLog();
  private final List<List<Long>> batches = new ArrayList<>();

  @BeforeAll
  static void fill() {
    LOG.appendSeals(256 * 40 + 9, START, 10);
  }

  private List<Optional<byte[]>> readAll(List<TileAddress> addresses) {
    batches.add(addresses.stream().map(TileAddress::index).toList());
    return addresses.stream().map(LOG::read).toList();
  }

  private void read(BundlesAhead bundles, long... indexes) {
    for (long index : indexes) {
      TileAddress address =
          TileAddress.at(TileAddress.ENTRIES, index * TileAddress.FULL, LOG.size());
      assertThat(bundles.read(address).orElseThrow()).isEqualTo(LOG.read(address).orElseThrow());
    }
  }

  @Test
  void readsSingleBundlesUntilTheReaderGoesOnToTheNext() {
    BundlesAhead bundles = new BundlesAhead(this::readAll, LOG.size());

    read(bundles, 20, 10, 30, 31, 32, 33);

    assertThat(batches)
        .containsExactly(
            List.of(20L),
            List.of(10L),
            List.of(30L),
            List.of(31L, 32L, 33L, 34L, 35L, 36L, 37L, 38L));
  }

  @Test
  void readsAheadInBothDirectionsUpToTheEnds() {
    BundlesAhead bundles = new BundlesAhead(this::readAll, LOG.size());

    read(bundles, 35, 34, 36, 33, 37, 32, 38, 31, 39, 30, 40, 29, 28, 27, 26);

    assertThat(batches)
        .containsExactly(
            List.of(35L),
            List.of(34L, 33L, 32L, 31L, 30L, 29L, 28L, 27L),
            List.of(36L, 37L, 38L, 39L, 40L),
            List.of(26L, 25L, 24L, 23L, 22L, 21L, 20L, 19L));
  }

  @Test
  void searchesTheWholeLogInBatches() {
    EntrySearch search =
        new EntryFinder(
                new BundlesAhead(this::readAll, LOG.size()), LOG.size(), Long.MAX_VALUE, read -> {})
            .find(
                EntryFinderTest.wanted(
                    SampleLog.entry(EntryKind.SEAL, "absent", START.plusSeconds(500))));

    assertThat(search.bundlesRead()).isEqualTo(41);
    assertThat(search.isComplete()).isTrue();
    assertThat(batches).hasSizeLessThan(20);
  }
}
