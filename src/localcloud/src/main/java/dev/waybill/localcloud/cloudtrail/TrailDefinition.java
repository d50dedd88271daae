package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A trail as it is kept.
 *
 * @param name unique
 * @param target where it delivers
 * @param multiRegion told, and of no account: there is one region
 * @param globalEvents told, and of no account
 * @param validation told; no digest files are written
 * @param state whether it logs
 * @param started when it last began, in seconds of the epoch; 0 for never
 * @param stopped when it last ended, in seconds of the epoch; 0 for never
 * @param advanced whether the selectors are advanced ones
 * @param selectors as CloudTrail tells them
 * @param tags foreign text
 */
public record TrailDefinition(
    String name,
    Target target,
    boolean multiRegion,
    boolean globalEvents,
    boolean validation,
    State state,
    long started,
    long stopped,
    boolean advanced,
    JsonNode selectors,
    Map<String, String> tags) {
  /** What a trail does. */
  public enum State {
    LOGGING,
    STOPPED,
    /** To be forgotten once everything is delivered. */
    DELETED
  }

  /**
   * Where a trail delivers.
   *
   * @param bucket the bucket
   * @param prefix without a slash at its end; empty for none
   * @param kmsKey a key's ARN; empty to encrypt under S3's own keys
   */
  public record Target(String bucket, String prefix, String kmsKey) {
    /** In front of {@code AWSLogs/}. */
    public String keyPrefix() {
      return prefix.isEmpty() ? "" : prefix + "/";
    }
  }

  public TrailDefinition {
    tags = Map.copyOf(tags);
  }

  boolean isThere() {
    return state != State.DELETED;
  }

  TrailDefinition in(State to, long now) {
    long newStarted = to == State.LOGGING ? now : started;
    long newStopped = to == State.LOGGING ? stopped : now;
    return new TrailDefinition(
        name,
        target,
        multiRegion,
        globalEvents,
        validation,
        to,
        newStarted,
        newStopped,
        advanced,
        selectors,
        tags);
  }

  TrailDefinition selecting(boolean areAdvanced, JsonNode newSelectors) {
    return new TrailDefinition(
        name,
        target,
        multiRegion,
        globalEvents,
        validation,
        state,
        started,
        stopped,
        areAdvanced,
        newSelectors,
        tags);
  }

  TrailDefinition tagged(UnaryOperator<Map<String, String>> change) {
    return new TrailDefinition(
        name,
        target,
        multiRegion,
        globalEvents,
        validation,
        state,
        started,
        stopped,
        advanced,
        selectors,
        change.apply(new TreeMap<>(tags)));
  }
}
