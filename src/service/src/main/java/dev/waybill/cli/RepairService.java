package dev.waybill.cli;

import dev.waybill.repair.RepairPlan;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Service behind the command {@code repair}. */
@FunctionalInterface
public interface RepairService {
  /**
   * Order of a person.
   *
   * @param object the damaged object, by its promoted or its original address
   * @param otherBuckets buckets that may hold copies, such as replicas
   * @param by the person
   * @param reason the person's reason
   */
  record Order(S3Address object, List<String> otherBuckets, String by, String reason) {}

  /**
   * Repair that was made.
   *
   * @param version URI of the new version
   * @param statement URI of the signed statement
   */
  record Repaired(String version, String statement) {}

  /**
   * Examines an object, and repairs it when the person agrees.
   *
   * @param agree receives the plan, and returns true when the repair is to be made; is asked for
   *     every damaged object, also for one without a good copy
   * @return the repair; empty when none was made
   * @throws CommandException when the object is not known or cannot be judged, or a repair failed
   * @throws Exception when AWS cannot be reached or denies a call
   */
  Optional<Repaired> repair(LoadedSettings settings, Order order, Predicate<RepairPlan> agree)
      throws Exception;
}
