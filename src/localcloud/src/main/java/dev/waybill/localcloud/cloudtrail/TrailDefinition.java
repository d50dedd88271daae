package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Stored definition of a trail.
 *
 * @param name the unique name
 * @param target the destination of the log files
 * @param multiRegion returned to callers, without effect because there is one region
 * @param globalEvents returned to callers, without effect
 * @param validation true to deliver digest files while the trail is logging
 * @param state the current state
 * @param started the last start of logging in seconds since the epoch; 0 for never
 * @param stopped the last stop of logging in seconds since the epoch; 0 for never
 * @param advanced true if the selectors are advanced ones
 * @param selectors the selectors in CloudTrail's JSON
 * @param tags the tags; untrusted input
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
  /** State of a trail. */
  public enum State {
    LOGGING,
    STOPPED,
    /** Deleted by a caller; removed after its pending events are delivered. */
    DELETED
  }

  /**
   * Destination of a trail's log files.
   *
   * @param bucket the name of the bucket
   * @param prefix the key prefix without a trailing slash; empty for none
   * @param kmsKey the ARN of a KMS key; empty to encrypt with S3-managed keys
   */
  public record Target(String bucket, String prefix, String kmsKey) {
    /** Returns the part of object keys before {@code AWSLogs/}; empty if there is no prefix. */
    public String keyPrefix() {
      return prefix.isEmpty() ? "" : prefix + "/";
    }
  }

  public TrailDefinition {
    tags = Map.copyOf(tags);
  }

  boolean exists() {
    return state != State.DELETED;
  }

  TrailDefinition withState(State to, long now) {
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

  TrailDefinition withSelectors(boolean areAdvanced, JsonNode newSelectors) {
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

  TrailDefinition withTags(UnaryOperator<Map<String, String>> change) {
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
