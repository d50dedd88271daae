package dev.waybill.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.TreeHash;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class StagedRoundPropertyTest {
  private static final TreeHash ROOT = TreeHash.ofEntry("root".getBytes(UTF_8));

  @Provide
  static Arbitrary<StagedRound> rounds() {
    Arbitrary<String> origins = Arbitraries.of("caa304-provenance/log", "journal/ä", "x");
    Arbitrary<Long> sizes = Arbitraries.longs().between(1, 999_999_999_999L);
    Arbitrary<List<String>> covered =
        Combinators.combine(
                Arbitraries.strings().withChars("abcXYZ019._-").ofMinLength(1).ofMaxLength(100),
                Arbitraries.longs().between(0, 999_999_999_999_999_999L))
            .as(LogPaths::pending)
            .list()
            .ofMaxSize(5);
    Arbitrary<List<EncodedEntry>> entries =
        Arbitraries.integers()
            .between(0, 1000)
            .map(it -> EncodedEntry.of(LogFixtures.entry(it)))
            .list()
            .ofMaxSize(8);
    return Combinators.combine(origins, sizes, covered, entries)
        .as(
            (origin, size, keys, list) ->
                new StagedRound(
                    new Checkpoint(origin, size, ROOT),
                    new Checkpoint(origin, size + list.size(), ROOT),
                    keys,
                    list));
  }

  @Property(tries = 200)
  void decodesWhatItEncodes(@ForAll("rounds") StagedRound round) {
    assertThat(StagedRound.decode(round.encode())).isEqualTo(round);
  }

  @Property(tries = 300)
  void rejectsChangedBytesOrDecodesToOtherContent(
      @ForAll("rounds") StagedRound round,
      @ForAll int place,
      @ForAll @IntRange(min = 1, max = 255) int change) {
    byte[] lock = round.encode();
    lock[Math.floorMod(place, lock.length)] ^= (byte) change;

    try {
      assertThat(StagedRound.decode(lock)).isNotEqualTo(round);
    } catch (InvalidLogException expected) {
      assertThat(expected).hasMessageNotContaining("\n");
    }
  }

  @Property(tries = 200)
  void rejectsOtherBytesByName(@ForAll byte[] bytes) {
    assertThatThrownBy(() -> StagedRound.decode(bytes)).isInstanceOf(InvalidLogException.class);
  }

  @Property(tries = 200)
  void rejectsLockThatIsCutOff(@ForAll("rounds") StagedRound round, @ForAll int place) {
    byte[] lock = round.encode();
    byte[] cut = Arrays.copyOf(lock, Math.floorMod(place, lock.length));

    assertThatThrownBy(() -> StagedRound.decode(cut)).isInstanceOf(InvalidLogException.class);
  }

  private static byte[] lock(String header) {
    return header.getBytes(UTF_8);
  }

  @Example
  void rejectsRoundWithSizesThatItsEntriesDoNotHave() {
    String trees = "\n1 " + ROOT.base64() + "\n2 " + ROOT.base64() + "\n\n";

    assertThatThrownBy(() -> StagedRound.decode(lock("waybill.dev/log-round/v1\nlog" + trees)))
        .isInstanceOf(InvalidLogException.class);
  }

  @Example
  void rejectsCoveredKeyThatNoReplicaWrites() {
    String trees = "\n1 " + ROOT.base64() + "\n1 " + ROOT.base64();

    assertThatThrownBy(
            () ->
                StagedRound.decode(
                    lock("waybill.dev/log-round/v1\nlog" + trees + "\nrecords/a\n\n")))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("covers a key");
  }

  @Example
  void rejectsMillionsOfEmptyEntriesBeforeTheyTakeMemory() {
    byte[] header = StagedRound.at(new Checkpoint("log", 1, ROOT)).encode();
    byte[] lock = Arrays.copyOf(header, header.length + StagedRound.MAX_BYTES);

    assertThatThrownBy(() -> StagedRound.decode(lock))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("more than 8192 entries");
  }

  @Example
  void rejectsLockThatIsLargerThanTheLimits() {
    assertThatThrownBy(() -> StagedRound.decode(new byte[StagedRound.MAX_BYTES * 2]))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("bytes");
  }

  @Example
  void encodesTheLargestRoundWithinTheLimitOfALock() {
    List<EncodedEntry> entries =
        IntStream.range(0, StagedRound.MAX_ENTRIES)
            .mapToObj(it -> EncodedEntry.of(LogFixtures.entry(it)))
            .toList();
    List<String> covered =
        IntStream.range(0, StagedRound.MAX_COVERED)
            .mapToObj(it -> LogPaths.pending("r".repeat(100), it))
            .toList();
    StagedRound round =
        new StagedRound(
            new Checkpoint("log", 1, ROOT),
            new Checkpoint("log", 1 + entries.size(), ROOT),
            covered,
            entries);

    assertThat(StagedRound.decode(round.encode())).isEqualTo(round);
  }
}
