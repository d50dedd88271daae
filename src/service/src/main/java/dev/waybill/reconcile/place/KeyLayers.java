package dev.waybill.reconcile.place;

import dev.waybill.fixity.shape.JudgeTimes;
import dev.waybill.reconcile.row.SealedRow;
import dev.waybill.reconcile.row.ThereRow;
import dev.waybill.reconcile.verdict.LayerRelation;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Layers of one key: its versions and delete markers that are there, in the order of writing. */
final class KeyLayers {
  private static final Comparator<VersionFacts> ORDER =
      Comparator.<VersionFacts, Boolean>comparing(it -> there(it).isCurrent())
          .thenComparing(it -> there(it).lastModified());

  /** Versions and markers, the oldest first. */
  private final List<VersionFacts> layers;

  /** Newest seal below each layer; layers without one are absent. */
  private final Map<VersionFacts, SealedRow> sealedBelow = new HashMap<>();

  private KeyLayers(List<VersionFacts> versions) {
    this.layers = versions.stream().filter(it -> it.there() != null).sorted(ORDER).toList();
  }

  private static ThereRow there(VersionFacts version) {
    return Objects.requireNonNull(version.there());
  }

  /** Sets the relations of the versions of one key. */
  static void relate(List<VersionFacts> versions) {
    KeyLayers key = new KeyLayers(versions);
    if (key.layers.size() > 1) {
      key.findSealed();
      key.relate();
    }
  }

  /** Versions of the same second are above each other only when one of them is the current one. */
  private void findSealed() {
    SealedRow newest = null;
    int known = 0;
    for (int at = 0; at < layers.size(); at++) {
      while (known < at && isBelow(layers.get(known), layers.get(at))) {
        newest = newer(newest, layers.get(known++));
      }
      if (newest != null) {
        sealedBelow.put(layers.get(at), newest);
      }
    }
  }

  private static boolean isBelow(VersionFacts lower, VersionFacts upper) {
    return there(upper).isCurrent()
        || there(lower).lastModified().isBefore(there(upper).lastModified());
  }

  private static @Nullable SealedRow newer(@Nullable SealedRow newest, VersionFacts version) {
    SealedRow seal = version.sealOrOriginal().orElse(null);
    if (seal == null || version.isMarker()) {
      return newest;
    }
    return newest == null || seal.sealedAt().isAfter(newest.sealedAt()) ? seal : newest;
  }

  /** From the top: a relation ends where a sealed version lies above. */
  private void relate() {
    boolean isVersionAbove = false;
    for (int at = layers.size() - 1; at >= 0; at--) {
      VersionFacts layer = layers.get(at);
      SealedRow below = sealedBelow.get(layer);
      if (layer.isMarker()) {
        set(layer, LayerRelation.HIDES, below != null && !isVersionAbove);
        continue;
      }
      isVersionAbove = true;
      Optional<SealedRow> seal = layer.sealOrOriginal();
      if (seal.isPresent()) {
        set(layer, LayerRelation.ROLLS_BACK, isOlder(layer, below));
        return;
      }
      set(layer, LayerRelation.SHADOWS, below != null);
    }
  }

  private static void set(VersionFacts version, LayerRelation relation, boolean isGiven) {
    if (isGiven) {
      version.relation(relation);
    }
  }

  /** The order of sealing within minutes is not the order of writing. Equal bytes are as new. */
  private static boolean isOlder(VersionFacts copy, @Nullable SealedRow below) {
    SealedRow original = copy.original();
    return original != null
        && below != null
        && !original.sha256().equals(below.sha256())
        && original.sealedAt().plusSeconds(JudgeTimes.SAME_TIME).isBefore(below.sealedAt());
  }
}
