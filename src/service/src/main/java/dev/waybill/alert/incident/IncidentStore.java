package dev.waybill.alert.incident;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Store of incidents that all replicas of the service share. Every method throws a {@link
 * RuntimeException} when the store is unreachable.
 */
public interface IncidentStore {
  /**
   * Incident with the version of its stored state.
   *
   * @param version version that changes with each write
   */
  record Versioned(Incident incident, String version) {}

  /**
   * Entry of the listing.
   *
   * @param name name to find the incident by
   * @param version version as in {@link Versioned}
   */
  record Entry(String name, String version) {}

  /**
   * Returns the incident with a name, or empty when there is none.
   *
   * @throws UnreadableIncidentException when the stored bytes are not an incident
   */
  Optional<Versioned> find(String name);

  /**
   * Writes an incident durably, unless another writer changed it since it was read.
   *
   * @param version version that was read; null when there was no incident
   * @return the written state; empty when another writer was first
   */
  Optional<Versioned> keep(Incident incident, @Nullable String version);

  /** Returns all incidents, in no order; the caller closes the stream. */
  Stream<Entry> list();
}
