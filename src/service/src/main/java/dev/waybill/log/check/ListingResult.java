package dev.waybill.log.check;

import java.util.ArrayList;
import java.util.List;

/** Counts and samples of one comparison of records with the log. */
final class ListingResult {
  /** Limit of the keys that are kept for findings. */
  private static final int MAX_SAMPLES = 1_000;

  private final long size;
  private final List<String> missingKeys = new ArrayList<>();
  private final List<String> invalid = new ArrayList<>();
  private final List<String> gone = new ArrayList<>();
  private long listed;
  private long doubled;
  private long added;
  private long invalidCount;
  private boolean isFull;

  /**
   * @param size number of entries of the log
   */
  ListingResult(long size) {
    this.size = size;
  }

  long size() {
    return size;
  }

  void addListed() {
    listed++;
  }

  void addDoubled() {
    doubled++;
  }

  void add(String key, RecordBackfill.Result result) {
    switch (result) {
      case ADDED -> {
        added++;
        sample(missingKeys, key);
      }
      case INVALID -> {
        invalidCount++;
        sample(invalid, key);
      }
      case FULL -> isFull = true;
      case IGNORED -> {}
    }
  }

  private static void sample(List<String> keys, String key) {
    if (keys.size() < MAX_SAMPLES) {
      keys.add(key);
    }
  }

  void addGone(String key) {
    if (!gone.contains(key)) {
      gone.add(key);
    }
  }

  boolean hasRoomForGone() {
    return gone.size() < MAX_SAMPLES;
  }

  long listed() {
    return listed;
  }

  long doubled() {
    return doubled;
  }

  long added() {
    return added;
  }

  long invalidCount() {
    return invalidCount;
  }

  /** Returns true when too many entries wait, so that the comparison ended early. */
  boolean isFull() {
    return isFull;
  }

  List<String> missingKeys() {
    return missingKeys;
  }

  List<String> invalid() {
    return invalid;
  }

  List<String> gone() {
    return gone;
  }
}
