package dev.waybill.why.tell;

import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.source.ObjectSeal;
import dev.waybill.why.source.StoredKeyVersion;
import dev.waybill.why.source.StoryFacts;
import dev.waybill.why.source.StoryKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules about the versions that are there now, compared with the records. */
final class PlaceRules {
  private final StoryFacts facts;
  private final StoryKeys keys;
  private final List<ObjectSeal> seals;
  private final List<CustodyReason> reasons = new ArrayList<>();

  PlaceRules(StoryFacts facts) {
    this.facts = facts;
    this.keys = facts.keys();
    this.seals = facts.records().seals();
  }

  /** Returns what is not as it must be. */
  List<CustodyReason> reasons() {
    if (seals.isEmpty()
        && facts.records().bad().isEmpty()
        && facts.listing().versions().isEmpty()) {
      add(Custody.UNSEALED, "neither an object nor a record of one is there");
    }
    promoted();
    original();
    if (!keys.isTest() && facts.listing().isComplete()) {
      seals.stream()
          .filter(it -> facts.copies(it).isEmpty() && source(it).isEmpty())
          .forEach(
              it ->
                  add(
                      Custody.GONE,
                      "neither the version sealed at "
                          + it.record().sealedAt()
                          + " nor a copy of it exists"));
    }
    return reasons;
  }

  private Optional<StoredKeyVersion> source(ObjectSeal seal) {
    return facts.listing().versions().stream()
        .filter(it -> StoryFacts.isSealed(it, seal))
        .findFirst();
  }

  private Optional<StoredKeyVersion> current(String key) {
    return facts.listing().versions().stream()
        .filter(it -> it.isCurrent() && it.key().equals(key))
        .findFirst();
  }

  private void promoted() {
    String key = keys.promoted();
    Optional<StoredKeyVersion> top = key == null ? Optional.empty() : current(key);
    if (top.isEmpty()) {
      return;
    }
    if (top.get().isMarker()) {
      add(Custody.HIDDEN, "a delete marker of " + top.get().lastModified() + " hides " + key);
      return;
    }
    List<ObjectSeal> same =
        seals.stream()
            .filter(it -> facts.isCopy(top.get(), it) || StoryFacts.isSealed(top.get(), it))
            .toList();
    if (same.isEmpty() && top.get().checksum() == null) {
      reasons.add(
          new CustodyReason(
              Custody.UNKNOWN,
              "S3's SHA-256 of the current version of " + key + " is not known",
              "run waybill verify, which reads the bytes"));
      return;
    }
    if (same.isEmpty()) {
      add(
          seals.isEmpty() ? Custody.UNSEALED : Custody.ALTERED,
          "the current version of "
              + key
              + ", written at "
              + top.get().lastModified()
              + ", has bytes that no record states");
      return;
    }
    seals.stream()
        .filter(it -> !facts.copies(it).isEmpty())
        .filter(newer -> same.stream().allMatch(it -> isNewer(newer, it)))
        .findFirst()
        .ifPresent(
            it ->
                add(
                    Custody.ALTERED,
                    "an older version is current, and a newer one was sealed at "
                        + it.record().sealedAt()));
  }

  private static boolean isNewer(ObjectSeal one, ObjectSeal than) {
    return one.record().order().compareWith(than.record().order()) > 0;
  }

  private void original() {
    facts.listing().versions().stream()
        .filter(it -> it.key().equals(keys.original()) && !it.isMarker() && !isFolder(it))
        .filter(it -> seals.stream().noneMatch(seal -> StoryFacts.isSealed(it, seal)))
        .forEach(
            it ->
                add(
                    Custody.UNSEALED,
                    "the version of "
                        + it.key()
                        + " that was written at "
                        + it.lastModified()
                        + " has no record"));
    boolean isMarked =
        current(keys.original()).filter(StoredKeyVersion::isMarker).isPresent() && !keys.isTest();
    if (isMarked) {
      seals.stream()
          .filter(it -> it.record().version().key().equals(keys.original()))
          .filter(it -> source(it).isPresent() && facts.copies(it).isEmpty())
          .filter(it -> !isSuperseded(it))
          .forEach(
              it ->
                  add(
                      Custody.HIDDEN,
                      "a delete marker hides "
                          + keys.original()
                          + ", which was sealed at "
                          + it.record().sealedAt()
                          + " and not promoted"));
    }
  }

  /** An older version that came late stays below a delete marker of the service. */
  private boolean isSuperseded(ObjectSeal seal) {
    return seals.stream()
        .anyMatch(
            it ->
                !it.uri().equals(seal.uri()) && !facts.copies(it).isEmpty() && !isNewer(seal, it));
  }

  private static boolean isFolder(StoredKeyVersion version) {
    return version.key().endsWith("/") && version.size() == 0;
  }

  private void add(Custody custody, String text) {
    reasons.add(new CustodyReason(custody, text));
  }
}
