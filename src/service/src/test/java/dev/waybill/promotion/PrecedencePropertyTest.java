package dev.waybill.promotion;

import static dev.waybill.promotion.Versions.A;
import static dev.waybill.promotion.Versions.B;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.model.Received;
import dev.waybill.promotion.Precedence.Decision;
import dev.waybill.provenance.SealedVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.WriteOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/**
 * Properties of precedence between versions of one key that are sealed and promoted in any order
 * and repeatedly. There are few contents and few notes, so that versions are often equal.
 */
final class PrecedencePropertyTest {
  @Provide
  Arbitrary<List<Digested>> versions() {
    Arbitrary<Boolean> first = Arbitraries.of(true, false);
    return Combinators.combine(first, first, Arbitraries.of(true, false), Arbitraries.integers())
        .as(Traits::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(6)
        .map(PrecedencePropertyTest::inWritingOrder);
  }

  /** Traits of one version. The order in a list of them is the order of writing. */
  private record Traits(boolean firstContent, boolean firstNote, boolean sequenced, int noise) {}

  /** The times of the events have the order of the sequencers if any sequencer is missing. */
  private static List<Digested> inWritingOrder(List<Traits> traits) {
    boolean all = traits.stream().allMatch(Traits::sequenced);
    List<Digested> versions = new ArrayList<>();
    for (int at = 0; at < traits.size(); at++) {
      Traits trait = traits.get(at);
      Instant time = Instant.ofEpochMilli(all ? Math.abs(trait.noise() % 3) : at);
      Sequencer sequencer =
          trait.sequenced() ? new Sequencer("00" + (at + 1) + "0".repeat(at % 3)) : null;
      versions.add(
          Versions.digested(
              "v" + at,
              trait.firstContent() ? A : B,
              null,
              sequencer,
              time,
              trait.firstNote() ? "one" : "two"));
    }
    return versions;
  }

  @Property(tries = 3000)
  @Tag("heavy")
  void newestVersionGetsAndKeepsThePlace(
      @ForAll("versions") List<Digested> versions, @ForAll java.util.Random order) {
    Place place = new Place(versions);
    for (int event = 0; event < 30; event++) {
      int version = order.nextInt(versions.size());
      if (order.nextBoolean()) {
        place.seal(version);
      } else if (place.sealed.contains(version)) {
        place.promote(version);
      }
    }
    for (int version : shuffled(versions.size(), order)) {
      place.seal(version);
      place.promote(version);
    }

    Digested newest = versions.get(versions.size() - 1);
    assertThat(place.occupant.sha256()).isEqualTo(newest.sha256().base64());
    assertThat(place.occupant.appearance()).isEqualTo(Versions.appearance(newest));
    assertThat(place.decisions).hasSameSizeAs(versions);
    assertThat(place.decisions.get(versions.size() - 1)).isNotEqualTo(Decision.GIVE_WAY);
  }

  private static List<Integer> shuffled(int size, java.util.Random order) {
    List<Integer> all = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      all.add(at);
    }
    java.util.Collections.shuffle(all, order);
    return all;
  }

  @Property
  void neverOrdersBothOfTwoVersionsAsNewer(
      @ForAll("versions") List<Digested> versions, @ForAll java.util.Random order) {
    Digested one = versions.get(order.nextInt(versions.size()));
    Digested other = versions.get(order.nextInt(versions.size()));
    boolean same = one.equals(other);

    assertThat(isNewer(one, other)).isNotEqualTo(same || isNewer(other, one));
  }

  @Property
  void ordersVersionsTransitively(
      @ForAll("versions") List<Digested> versions, @ForAll java.util.Random order) {
    Digested a = versions.get(order.nextInt(versions.size()));
    Digested b = versions.get(order.nextInt(versions.size()));
    Digested c = versions.get(order.nextInt(versions.size()));
    if (isNewer(a, b) && isNewer(b, c)) {
      assertThat(isNewer(a, c)).isTrue();
    }
  }

  private static boolean isNewer(Digested one, Digested other) {
    return new VersionOrder(List::of).isNewer(sealed(one), sealed(other));
  }

  private static SealedVersion sealed(Digested version) {
    Received received = version.received();
    return new SealedVersion(
        received.version().versionId(),
        CopyJudge.expected(version),
        version.sha256().base64(),
        new WriteOrder(version.lastModified(), received.sequencer(), received.eventTime()));
  }

  /** Destination of the versions, and the set of those that are sealed. */
  private static final class Place {
    private final List<Digested> versions;
    private final Set<Integer> sealed = new LinkedHashSet<>();
    private final Map<Integer, Decision> decisions = new HashMap<>();
    private Occupant occupant;
    private int occupiedBy = -1;

    Place(List<Digested> versions) {
      this.versions = versions;
    }

    void seal(int version) {
      sealed.add(version);
    }

    void promote(int version) {
      Digested ours = versions.get(version);
      List<SealedVersion> all = sealed.stream().map(at -> sealed(versions.get(at))).toList();
      Decision decision =
          occupant == null
              ? Decision.REPLACE
              : Precedence.decide(
                  ours,
                  Versions.appearance(ours),
                  CopyJudge.expected(ours),
                  occupant,
                  all,
                  new VersionOrder(List::of));
      decisions.put(version, decision);
      if (decision == Decision.REPLACE) {
        assertThat(version).as("an older version over a newer one").isGreaterThan(occupiedBy);
        put(version, ours);
      } else if (decision == Decision.ALREADY_THERE) {
        occupiedBy = Math.max(occupiedBy, version);
      }
    }

    private void put(int version, Digested ours) {
      occupiedBy = version;
      occupant =
          new Occupant("at" + version, "etag", CopyJudge.expected(ours), Versions.appearance(ours));
    }
  }
}
