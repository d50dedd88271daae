package dev.waybill.cli;

import dev.waybill.backfill.BackfillEstimate;
import dev.waybill.backfill.BackfillPlan;
import dev.waybill.settings.LoadedSettings;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code backfill}. */
public interface BackfillService {
  /**
   * Order of a person. At most one of the manifests is named.
   *
   * @param bucket the bucket
   * @param prefix prefix of the keys; empty for all
   * @param inventory URI of the manifest of a report of S3 Inventory; null for none
   * @param manifest file in the form of a manifest of S3 Batch Operations; null for none
   * @param rate versions a second; null for that of the settings
   */
  record Order(
      String bucket,
      String prefix,
      @Nullable String inventory,
      @Nullable Path manifest,
      @Nullable Integer rate) {}

  /**
   * Estimate.
   *
   * @param work the work
   * @param dollars price of the requests
   * @param region region whose prices they are
   * @param rate versions a second
   */
  record Offer(BackfillEstimate work, double dollars, String region, int rate) {}

  /**
   * Estimates the work of an order.
   *
   * @throws Exception when AWS or the manifest cannot be read; printed as one line
   */
  Offer estimate(LoadedSettings settings, Order order) throws Exception;

  /**
   * Begins a backfill; the running service carries it out.
   *
   * @return the plan, or the open one when it is the same order
   * @throws Exception when another backfill is open, or AWS cannot be reached
   */
  BackfillPlan begin(LoadedSettings settings, Order order) throws Exception;

  /** Returns the last backfill; empty before the first one. */
  Optional<BackfillPlan> status(LoadedSettings settings) throws Exception;

  /** Brings the open backfill into another phase; empty when there is none. */
  Optional<BackfillPlan> change(LoadedSettings settings, BackfillPlan.Phase phase) throws Exception;

  /**
   * Waits until the backfill has ended.
   *
   * @param progress receives the plan every two seconds
   */
  BackfillPlan follow(LoadedSettings settings, Consumer<BackfillPlan> progress) throws Exception;
}
