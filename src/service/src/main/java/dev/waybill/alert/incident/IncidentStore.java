package dev.waybill.alert.incident;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where incidents are kept, for all replicas of the service. Every method throws a {@link
 * RuntimeException} when the store cannot be reached.
 */
public interface IncidentStore {
  /**
   * An incident and what it is now.
   *
   * @param version changes with each write
   */
  record Kept(Incident incident, String version) {}

  /**
   * That there is one.
   *
   * @param name by which it is found
   * @param version as of {@link Kept}
   */
  record Listed(String name, String version) {}

  /**
   * What is kept under a name; empty when there is nothing.
   *
   * @throws UnreadableIncidentException when what is there is none
   */
  Optional<Kept> find(String name);

  /**
   * Keeps an incident, durably, if nobody else has kept another one since.
   *
   * @param version what it was read as; null when there was nothing
   * @return empty when somebody else was first
   */
  Optional<Kept> keep(Incident incident, @Nullable String version);

  /** All that are kept, in no order; the caller closes it. */
  Stream<Listed> list();
}
