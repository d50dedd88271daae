package dev.waybill.localcloud.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the last completed uploads became: a client whose answer was lost completes once more, and
 * must not take its object for one that was never made. Thread-safe.
 */
final class EndedUploads {
  private static final int MOST = 1000;

  private final Map<String, StoredVersion> versions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StoredVersion> eldest) {
          return size() > MOST;
        }
      };

  synchronized void add(String uploadId, StoredVersion version) {
    versions.put(uploadId, version);
  }

  synchronized Optional<StoredVersion> get(String key, String uploadId) {
    return Optional.ofNullable(versions.get(uploadId)).filter(found -> found.key().equals(key));
  }
}
