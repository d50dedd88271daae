package dev.waybill.reconcile.place;

import dev.waybill.reconcile.ReconcilePolicy;
import dev.waybill.reconcile.verdict.ReconcileSpan;
import dev.waybill.reconcile.verdict.VersionCase;
import dev.waybill.reconcile.verdict.VersionDecision;
import dev.waybill.reconcile.verdict.VersionJudge;
import java.util.Arrays;
import java.util.Iterator;

/** Judgement of sorted rows, one place at a time. For one thread. */
public final class PlaceJudging {
  /** Number of facts about one place that are in memory, with about 1.5 KiB each. */
  private static final int MAX_FACTS = 40_000;

  private final PlaceCodec codec;
  private final ReconcilePolicy policy;
  private final VersionJudge judge;
  private final Listener listener;
  private final int maxFacts;

  /** Receiver of the decisions. */
  public interface Listener {
    /** Receives a version with its decision. */
    void decided(VersionCase version, VersionDecision decision);

    /** Receives a number of rows that repeat others. */
    void repeated(long rows);

    /**
     * Receives a key with too many versions. They are judged in parts, so that relations between
     * versions of different parts are not seen.
     */
    void divided(String key);
  }

  public PlaceJudging(
      PlaceCodec codec, ReconcilePolicy policy, ReconcileSpan span, Listener listener) {
    this(codec, policy, span, listener, MAX_FACTS);
  }

  PlaceJudging(
      PlaceCodec codec,
      ReconcilePolicy policy,
      ReconcileSpan span,
      Listener listener,
      int maxFacts) {
    this.codec = codec;
    this.policy = policy;
    this.judge = new VersionJudge(span);
    this.listener = listener;
    this.maxFacts = maxFacts;
  }

  /**
   * Judges all versions.
   *
   * @param rows rows in order; equal rows count once
   * @throws InterruptedException when the thread was interrupted
   */
  public void judge(Iterator<byte[]> rows) throws InterruptedException {
    PlaceFacts place = new PlaceFacts();
    PlacedRow last = null;
    byte[] lastBytes = null;
    while (rows.hasNext()) {
      byte[] bytes = rows.next();
      if (Arrays.equals(bytes, lastBytes)) {
        listener.repeated(1);
        continue;
      }
      PlacedRow row = codec.decode(bytes);
      if (last != null && isEnd(place, last, row)) {
        finish(place);
        place = new PlaceFacts();
      }
      place.add(row);
      last = row;
      lastBytes = bytes;
    }
    finish(place);
  }

  private boolean isEnd(PlaceFacts place, PlacedRow last, PlacedRow row)
      throws InterruptedException {
    if (!last.place().isSamePlace(row.place())) {
      if (Thread.interrupted()) {
        throw new InterruptedException("the reconciliation was interrupted");
      }
      return true;
    }
    boolean isFull = place.size() >= maxFacts && !last.isSameVersion(row);
    if (isFull) {
      listener.divided(row.place().key());
    }
    return isFull;
  }

  private void finish(PlaceFacts place) {
    listener.repeated(place.repeated());
    for (VersionCase version : PlaceResolver.resolve(policy, judge.span(), place)) {
      listener.decided(version, judge.judge(version));
    }
  }
}
