package dev.waybill.backfill;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.NewObject;
import dev.waybill.log.StoredObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plan, units and results in the provenance bucket. */
public final class BackfillStore {
  private static final String PLAN = "plan.json";

  private final LogStore store;
  private final String folder;

  /**
   * @param rawBucket the bucket under custody; others may share the provenance bucket
   */
  public BackfillStore(LogStore store, String rawBucket) {
    this.store = store;
    this.folder = "state/backfill/" + rawBucket + "/";
  }

  /**
   * Plan as it is stored.
   *
   * @param plan the plan; null when there is none
   * @param eTag ETag of the object; null when there is none
   */
  record Stored(@Nullable BackfillPlan plan, @Nullable String eTag) {}

  /**
   * Returns the plan.
   *
   * @throws IllegalArgumentException when the stored document is no plan
   */
  Stored read() {
    return store
        .find(folder + PLAN)
        .map(it -> new Stored(BackfillPlanJson.read(it.content()), it.eTag()))
        .orElseGet(() -> new Stored(null, null));
  }

  /** Returns the plan of the last backfill; empty before the first one. */
  public Optional<BackfillPlan> plan() {
    return Optional.ofNullable(read().plan());
  }

  /** Replaces the plan; returns false when another writer was first. */
  boolean replace(BackfillPlan plan, @Nullable String eTag) {
    return store
        .replace(folder + PLAN, BackfillPlanJson.write(plan), eTag, Keeping.TEMPORARY)
        .isPresent();
  }

  /** Stores a unit; returns false when there is one with its name. */
  boolean create(BackfillUnit unit) {
    return store.create(folder + unit.name().key(), UnitJson.write(unit), Keeping.TEMPORARY);
  }

  /**
   * Stores new units concurrently.
   *
   * @throws IllegalStateException when there is one with the same name
   */
  void createAll(List<BackfillUnit> units) {
    List<String> existing =
        store.createAll(
            units.stream()
                .map(
                    it ->
                        new NewObject(
                            folder + it.name().key(), UnitJson.write(it), Keeping.TEMPORARY))
                .toList());
    if (!existing.isEmpty()) {
      throw new IllegalStateException("another backfill has stored " + existing.get(0));
    }
  }

  /** Returns a unit; empty when there is none with its name. */
  Optional<BackfillUnit> unit(UnitName name) {
    return store.find(folder + name.key()).map(it -> UnitJson.read(name, it.content()));
  }

  /** Writes a result; returns false when the unit has one, which stays. */
  boolean write(UnitName name, UnitResult result) {
    return store.create(folder + name.resultKey(), UnitResultJson.write(result), Keeping.TEMPORARY);
  }

  /** Returns the results of units, in their order. */
  List<Optional<UnitResult>> results(List<UnitName> names) {
    return store.findAll(names.stream().map(it -> folder + it.resultKey()).toList()).stream()
        .map(it -> it.map(StoredObject::content).map(UnitResultJson::read))
        .toList();
  }
}
