package dev.waybill.claims;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.record.RecordVerifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Inspection of the files of claims: each is read once, and is trusted when a trusted key signed
 * it. A principal with the role's credentials can put a file, but cannot sign it.
 */
public final class ClaimsInspection {
  /** Limit of a stored file; the service's own have at most a few megabytes. */
  static final long MAX_STORED = 8L * 1024 * 1024;

  /** Failed readings after which a file counts as not signed. */
  static final int MAX_FAILURES = 3;

  private static final int FILES_AT_A_TIME = 64;
  private static final int MAX_DAYS = 16;

  private final LogStore store;
  private final RecordVerifier verifier;
  private final TreeMap<String, Map<Listed, Boolean>> days = new TreeMap<>();
  private final Map<String, Integer> failures = new HashMap<>();

  /**
   * Files of a day.
   *
   * @param files files in the order of their keys
   * @param problem why a file was not read, which is tried again; null when there is none
   */
  record Day(List<ClaimedFile> files, @Nullable String problem) {}

  /**
   * File whose signature was checked.
   *
   * @param isTrusted true when a trusted key signed it
   */
  record ClaimedFile(String key, boolean isTrusted) {}

  /**
   * @param store the provenance bucket
   */
  public ClaimsInspection(LogStore store, RecordVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  /**
   * Reads the files of a day that were not read before.
   *
   * @param prefix prefix of the day
   * @throws RuntimeException when the store does not answer
   */
  synchronized Day of(String prefix) {
    List<Listed> present;
    try (Stream<Listed> files = store.list(prefix)) {
      present = files.toList();
    }
    Map<Listed, Boolean> known = days.computeIfAbsent(prefix, day -> new HashMap<>());
    boolean unused = known.keySet().retainAll(new HashSet<>(present));
    String problem = null;
    for (List<Listed> batch : batches(present, known.keySet())) {
      String failure = read(batch, known);
      problem = problem == null ? failure : problem;
    }
    List<ClaimedFile> files =
        present.stream()
            .filter(known::containsKey)
            .map(it -> new ClaimedFile(it.key(), known.getOrDefault(it, false)))
            .toList();
    if (days.size() > MAX_DAYS) {
      var ignored = days.pollFirstEntry();
    }
    return new Day(files, problem);
  }

  /** Returns the files to read, in batches that fit into memory. */
  private static List<List<Listed>> batches(List<Listed> present, Set<Listed> known) {
    List<List<Listed>> batches = new ArrayList<>();
    List<Listed> batch = new ArrayList<>();
    long bytes = 0;
    for (Listed file : present) {
      if (known.contains(file)) {
        continue;
      }
      long size = Math.min(file.size(), MAX_STORED);
      if (batch.size() == FILES_AT_A_TIME || bytes + size > 2 * MAX_STORED) {
        batches.add(batch);
        batch = new ArrayList<>();
        bytes = 0;
      }
      batch.add(file);
      bytes += size;
    }
    batches.add(batch);
    return batches;
  }

  /** Reads files together, and one by one when that fails; returns the problem of one of them. */
  private @Nullable String read(List<Listed> batch, Map<Listed, Boolean> known) {
    Map<String, Listed> toRead = new LinkedHashMap<>();
    for (Listed file : batch) {
      if (file.size() > MAX_STORED) {
        known.put(file, false);
      } else {
        toRead.put(file.key(), file);
      }
    }
    if (toRead.isEmpty()) {
      return null;
    }
    List<String> keys = List.copyOf(toRead.keySet());
    List<Optional<StoredObject>> objects;
    try {
      objects = store.findAll(keys);
    } catch (RuntimeException e) {
      return readEach(toRead.values(), known);
    }
    int i = 0;
    for (Listed file : toRead.values()) {
      objects.get(i++).ifPresent(it -> known.put(file, isSigned(file.key(), it)));
    }
    return null;
  }

  private @Nullable String readEach(Iterable<Listed> files, Map<Listed, Boolean> known) {
    String problem = null;
    for (Listed file : files) {
      try {
        store.find(file.key()).ifPresent(it -> known.put(file, isSigned(file.key(), it)));
      } catch (RuntimeException e) {
        // S3 never gives some objects, such as one under a customer's key or in an archive.
        if (failures.merge(file.key(), 1, Integer::sum) >= MAX_FAILURES) {
          known.put(file, false);
        } else {
          problem = file.key() + " cannot be read: " + e.getMessage();
        }
      }
    }
    return problem;
  }

  private boolean isSigned(String key, StoredObject object) {
    return ClaimsFile.read(object.content())
        .filter(
            file ->
                verifier
                    .signedPayload(file.statement(), object.lastModified())
                    .filter(it -> ClaimsStatement.states(it, key, file.digest()))
                    .isPresent())
        .isPresent();
  }
}
