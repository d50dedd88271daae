package dev.waybill.reconcile;

import dev.waybill.reconcile.ReconcileWorld.Version;
import dev.waybill.reconcile.row.CustodyBucket;
import dev.waybill.reconcile.row.EventActor;
import java.util.EnumMap;
import java.util.Map;

/** Ordinary world into which verdicts are injected. */
final class InjectedWorld {
  private static final int ORDINARY = 50;

  final Map<ReconcileVerdict, Long> expected = new EnumMap<>(ReconcileVerdict.class);
  final ReconcileWorld world = new ReconcileWorld();

  private void expect(ReconcileVerdict... verdicts) {
    for (ReconcileVerdict verdict : verdicts) {
      expected.merge(verdict, 1L, Long::sum);
    }
  }

  private Version life(String name) {
    expect(ReconcileVerdict.RETIRED);
    return world.life(name, 1000 + world.next());
  }

  void ordinary() {
    for (int i = 0; i < ORDINARY; i++) {
      life("ordinary/" + i);
      world.canary("ordinary/" + i, 7);
      expect(ReconcileVerdict.ACCOUNTED, ReconcileVerdict.ACCOUNTED);
    }
  }

  void inject(ReconcileVerdict verdict, String name) {
    switch (verdict) {
      case ACCOUNTED -> life(name);
      case CREATED_UNSEEN -> world.forgetEvents(life(name));
      case UNSEALED -> put("incoming/" + name);
      case APPEARED -> world.write("processed/" + name, 5);
      case RETIRED -> delete(world.canary(name, 7), EventActor.LIFECYCLE);
      case DESTROYED -> delete(life(name), EventActor.OTHER);
      case VANISHED -> world.remove(life(name));
      case PASSED_THROUGH -> delete(put("incoming/" + name), EventActor.OTHER);
      case EVENT_WITHOUT_OBJECT -> world.remove(put("incoming/" + name));
      case PROBING -> world.denied("GetObject", "processed/" + name, null);
      case CHANGED_IN_PLACE -> log("PutObjectTagging", life(name));
      case CHANGED_UNSEEN -> world.tamper(world.canary(name, 7));
      case HIDDEN -> hide(life(name));
      case SHADOWED -> shadow(life(name));
      case ROLLED_BACK -> rollBack(name);
      case RECORD_REMOVED -> removeRecord(name);
    }
    expect(verdict);
  }

  private Version put(String key) {
    Version version = world.write(key, 5);
    log("PutObject", version);
    return version;
  }

  private void log(String name, Version version) {
    world.step();
    world.log(name, EventActor.OTHER, version, null);
  }

  private void delete(Version version, EventActor actor) {
    world.remove(version);
    world.log("DeleteObject", actor, version, null);
  }

  private void hide(Version copy) {
    log("DeleteObject", world.mark(copy.key()));
    expect(ReconcileVerdict.ACCOUNTED);
  }

  private void shadow(Version copy) {
    put(copy.key());
    expect(ReconcileVerdict.ACCOUNTED);
  }

  private void rollBack(String name) {
    Version older = life(name);
    life(name);
    Version top = world.write(older.key(), older.size());
    world.log("CopyObject", EventActor.OTHER, top, older);
    expect(ReconcileVerdict.ACCOUNTED, ReconcileVerdict.ACCOUNTED);
  }

  private void removeRecord(String name) {
    world.canary(name, 7);
    String record = world.sealed.get(world.sealed.size() - 1).recordKey();
    world.records.removeIf(it -> it.key().equals(record));
    world.step();
    world.log(CustodyBucket.PROVENANCE, "DeleteObject", EventActor.OTHER, record, "r", null, null);
  }
}
