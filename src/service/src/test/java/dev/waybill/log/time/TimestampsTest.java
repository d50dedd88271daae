package dev.waybill.log.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import dev.waybill.testing.ManualClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimestampsTest {
  private static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  private static final Checkpoint CHECKPOINT = checkpoint(7);

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final LocalAuthority honest = new LocalAuthority(START);
  private final ManualClock clock = new ManualClock(START);
  private Checkpoint newest = CHECKPOINT;

  private static Checkpoint checkpoint(long size) {
    return new Checkpoint("log.example", size, TreeHash.ofEntry(new byte[] {(byte) size}));
  }

  private Timestamps timestamps(TimestampAuthority authority) {
    return new Timestamps(store, () -> Optional.of(newest), authority, "provenance", clock);
  }

  private static TimestampAuthority away() {
    return request -> {
      throw new TimestampException("waybill.record-log.timestamp-authority answered\n503");
    };
  }

  private Timestamp stored() {
    return Timestamp.of(store.find(LogPaths.timestamp(newest)).orElseThrow().content(), newest);
  }

  @Test
  void storesTimestampThatAnyoneCanVerify() {
    List<Report> reports = timestamps(honest).run();

    assertThat(reports).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(stored()).isEqualTo(new Timestamp(START, "CN=Test authority"));
  }

  @Test
  void requestsNoSecondTimestampOfTheSameCheckpoint() {
    timestamps(honest).run();

    assertThat(timestamps(away()).run()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void isLateWhenAnotherObjectHasThePlaceOfTheTimestamp() {
    store.setTime(START);
    store.put(LogPaths.timestamp(CHECKPOINT), new byte[] {1});
    Timestamps timestamps = timestamps(honest);
    assertThat(timestamps.run()).isEmpty();
    clock.advance(Duration.ofHours(6));

    assertThat(timestamps.run()).singleElement().isInstanceOf(Finding.class);
    newest = checkpoint(8);
    honest.setTime(clock.instant());
    assertThat(timestamps.run()).singleElement().isInstanceOf(FindingEnd.class);
  }

  @Test
  void rejectsStoredTimestampOfAnotherCheckpoint() {
    timestamps(honest).run();
    byte[] response = store.find(LogPaths.timestamp(CHECKPOINT)).orElseThrow().content();

    assertThatThrownBy(() -> Timestamp.of(response, checkpoint(8)))
        .hasMessage("the token is one of other data");
  }

  @Test
  void rejectsResponseToAnEarlierRequest() {
    byte[][] first = new byte[1][];
    TimestampAuthority replaying =
        request -> first[0] = first[0] == null ? honest.stamp(request) : first[0];
    Timestamps timestamps = timestamps(replaying);
    timestamps.run();
    store.destroy(LogPaths.timestamp(CHECKPOINT));

    assertThat(timestamps.run()).isEmpty();
    assertThat(store.keys()).isEmpty();
  }

  @Test
  void rejectsRefusal() {
    honest.refuse();

    assertThatThrownBy(() -> query(honest))
        .hasMessageStartingWith("the authority answered status 2");
  }

  @Test
  void rejectsTokenThatAnotherKeySigned() throws Exception {
    honest.forge();

    assertThatThrownBy(() -> query(honest)).isInstanceOf(TimestampException.class);
  }

  @Test
  void rejectsTimeThatIsFarFromOurs() {
    honest.setTime(START.minus(Duration.ofMinutes(16)));

    assertThatThrownBy(() -> query(honest)).hasMessageStartingWith("the authority's time is ");
  }

  @Test
  void rejectsTimeBeyondTheCertificatesValidity() {
    honest.setTime(START.plus(Duration.ofDays(2)));
    clock.set(START.plus(Duration.ofDays(2)));

    assertThatThrownBy(() -> query(honest)).isInstanceOf(TimestampException.class);
  }

  private void query(TimestampAuthority authority) {
    TimestampQuery query = new TimestampQuery(CHECKPOINT, new SecureRandom());
    var unused = query.verify(authority.stamp(query.bytes()), clock.instant());
  }

  @Tag("heavy")
  @Test
  void rejectsEachChangedByteOfTheSignedPart() {
    TimestampQuery query = new TimestampQuery(CHECKPOINT, new SecureRandom());
    byte[] response = honest.stamp(query.bytes());
    int accepted = 0;
    for (int at = 0; at < response.length; at += 3) {
      byte[] changed = response.clone();
      changed[at] ^= 1;
      try {
        Timestamp timestamp = query.verify(changed, START);
        // Bytes outside of what is signed may change, but not what is believed.
        assertThat(timestamp.time()).isEqualTo(START);
        accepted++;
      } catch (TimestampException expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
    assertThat(accepted).isLessThan(response.length / 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, TimestampAuthority.MAX_RESPONSE_BYTES + 1})
  void rejectsResponseThatIsNone(int length) {
    assertThatThrownBy(() -> Timestamp.of(new byte[length], CHECKPOINT))
        .isInstanceOf(TimestampException.class);
  }

  @Test
  void reportsAfterSixHoursWithoutTimestampAndEndsWithTheNext() {
    Timestamps timestamps = timestamps(away());
    assertThat(timestamps.run()).isEmpty();
    clock.set(START.plus(Duration.ofHours(5)));
    assertThat(timestamps.run()).isEmpty();
    clock.set(START.plus(Duration.ofHours(6)));

    assertThat(timestamps.run())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            finding -> {
              assertThat(finding.rule()).isEqualTo("log-timestamp-late");
              assertThat(finding.message())
                  .isEqualTo(
                      "not done since 2030-01-01T00:00:00Z:"
                          + " waybill.record-log.timestamp-authority answered 503");
            });
  }

  @Test
  void reportsAtOnceWhenAnotherProcessHadStoredTheLastTimestampLongAgo() {
    store.setTime(START.minus(Duration.ofHours(7)));
    timestamps(honest).run();
    newest = checkpoint(9);

    assertThat(timestamps(away()).run()).singleElement().isInstanceOf(Finding.class);
  }

  @Test
  void doesNothingWithoutCheckpointAndFailsWithoutThrowing() {
    assertThat(new Timestamps(store, Optional::empty, away(), "provenance", clock).run())
        .singleElement()
        .isInstanceOf(FindingEnd.class);
    Timestamps failing =
        new Timestamps(
            store,
            () -> {
              throw new IllegalStateException("secret");
            },
            away(),
            "provenance",
            clock);
    assertThat(failing.run()).isEmpty();
    clock.set(START.plus(Duration.ofDays(1)));
    assertThat(failing.run())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class, finding -> assertThat(finding.message()).doesNotContain("secret"));
  }

  @Test
  void anchorsEachCheckpointOnceWithAnEmptyObject() {
    Anchors anchors = new Anchors(store, () -> Optional.of(newest), "provenance", clock);
    assertThat(anchors.run()).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(anchors.run()).singleElement().isInstanceOf(FindingEnd.class);
    newest = checkpoint(8);
    anchors.run();

    assertThat(store.keys())
        .containsExactly(LogPaths.anchor(CHECKPOINT), LogPaths.anchor(checkpoint(8)));
    assertThat(store.find(LogPaths.anchor(CHECKPOINT)).orElseThrow().content()).isEmpty();
  }

  @Test
  void reportsAnchorThatCannotBeStoredForThreeHours() {
    Anchors anchors = new Anchors(store, () -> Optional.of(newest), "provenance", clock);
    store.before(
        (operation, key) -> {
          throw new IllegalStateException("denied");
        });
    assertThat(anchors.run()).isEmpty();
    clock.set(START.plus(Duration.ofHours(3)));

    assertThat(anchors.run())
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class, finding -> assertThat(finding.rule()).isEqualTo("log-anchor-late"));
    store.before((operation, key) -> {});
    assertThat(anchors.run()).singleElement().isInstanceOf(FindingEnd.class);
  }
}
