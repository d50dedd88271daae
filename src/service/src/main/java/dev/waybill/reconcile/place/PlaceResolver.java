package dev.waybill.reconcile.place;

import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.verdict.ReconcileSpan;
import dev.waybill.reconcile.verdict.SealFact;
import dev.waybill.reconcile.verdict.VersionCase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Resolver of the relations within a place: events without a version, copies of sealed versions,
 * and layers above each other.
 */
final class PlaceResolver {
  private final ReconcilePolicy policy;
  private final ReconcileSpan span;
  private final PlaceFacts place;

  /** Matching of each destination key. */
  private final Map<String, CopyMatching> copies = new HashMap<>();

  private PlaceResolver(ReconcilePolicy policy, ReconcileSpan span, PlaceFacts place) {
    this.policy = policy;
    this.span = span;
    this.place = place;
  }

  /** Returns the versions of a place as cases to judge. */
  static List<VersionCase> resolve(ReconcilePolicy policy, ReconcileSpan span, PlaceFacts place) {
    return new PlaceResolver(policy, span, place).resolve();
  }

  private List<VersionCase> resolve() {
    EventAttribution.attribute(place);
    Map<String, List<VersionFacts>> byKey =
        place.versions().stream().collect(Collectors.groupingBy(VersionFacts::key));
    match(byKey);
    byKey.values().forEach(KeyLayers::relate);
    return place.all().stream().map(this::toCase).toList();
  }

  private void match(Map<String, List<VersionFacts>> byKey) {
    Set<SealedRow> gone = Collections.newSetFromMap(new IdentityHashMap<>());
    gone.addAll(place.promises());
    place.versions().stream()
        .filter(it -> it.there() == null && it.seal() != null)
        .forEach(it -> gone.add(it.seal()));
    promises()
        .forEach(
            (key, entries) -> {
              CopyMatching matching =
                  new CopyMatching(policy.raw().bucket(), span.since(), entries);
              matching.match(byKey.getOrDefault(key, List.of()), gone);
              copies.put(key, matching);
            });
  }

  private Map<String, List<SealedRow>> promises() {
    List<SealedRow> entries = new ArrayList<>(place.promises());
    place.versions().stream()
        .map(VersionFacts::seal)
        .filter(it -> it != null && it.destinationKey() != null && !it.isAway())
        .forEach(entries::add);
    return entries.stream()
        .collect(Collectors.groupingBy(it -> String.valueOf(it.destinationKey())));
  }

  private VersionCase toCase(VersionFacts facts) {
    SealFact seal = seal(facts);
    return new VersionCase(
        facts.key(),
        facts.versionId(),
        facts.there(),
        seal,
        facts.events(),
        facts.relation(),
        seal == null && isExempt(facts),
        policy.isExpired(facts.key(), written(facts), span.asOf()));
  }

  private boolean isExempt(VersionFacts facts) {
    return policy.isExempt(facts.key(), facts.there() == null ? 0 : facts.there().size());
  }

  private static Instant written(VersionFacts facts) {
    SealedRow seal = facts.seal();
    return facts.written().orElse(seal == null ? Instant.MAX : seal.sealedAt());
  }

  private @Nullable SealFact seal(VersionFacts facts) {
    SealedRow seal = facts.seal();
    if (seal == null) {
      SealedRow original = facts.original();
      return original == null ? null : new SealFact(original, true, false, false, null);
    }
    boolean isCopyMissing = facts.there() == null && isCopyMissing(seal);
    return new SealFact(seal, false, isCopyMissing, facts.isRecordGone(), facts.recordGoneBy());
  }

  /** A destination at another place is not seen here, and is judged there. */
  private boolean isCopyMissing(SealedRow seal) {
    String destination = seal.destinationKey();
    CopyMatching matching = destination == null ? null : copies.get(destination);
    return destination != null
        && !seal.isAway()
        && matching != null
        && isHere(destination)
        && !matching.isKnown(seal);
  }

  private boolean isHere(String key) {
    VersionFacts any = place.versions().get(0);
    PlacePrefixes prefixes = policy.prefixes();
    return prefixes.place(key).isSamePlace(prefixes.place(any.key()));
  }
}
