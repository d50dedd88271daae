package dev.waybill.audit.cases;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of the cases, shared by all replicas of the service, as one document. */
public interface CaseStore {
  /**
   * Document with the version of what is stored.
   *
   * @param json the document
   * @param version version that changes with each write
   */
  record Versioned(String json, String version) {}

  /**
   * Returns the document; empty when nothing is stored.
   *
   * @throws RuntimeException when the store is unreachable
   */
  Optional<Versioned> find();

  /**
   * Writes the document, unless another writer changed it since it was read.
   *
   * @param version version that was read; null when nothing was stored
   * @return whether it was written
   * @throws RuntimeException when the store is unreachable
   */
  boolean keep(String json, @Nullable String version);
}
