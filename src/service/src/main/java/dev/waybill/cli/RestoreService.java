package dev.waybill.cli;

import dev.waybill.restore.RestoreCounts;
import dev.waybill.restore.RestoreFinding;
import dev.waybill.settings.LoadedSettings;
import java.util.function.Consumer;

/** Service behind the command {@code restore}. */
@FunctionalInterface
public interface RestoreService {
  /**
   * Order of a person.
   *
   * @param from the bucket with the copy
   * @param isUnloggedAccepted true to restore signed records that the log does not have
   * @param isWriting false to compare only
   */
  record Order(String from, boolean isUnloggedAccepted, boolean isWriting) {}

  /**
   * Compares a copy with the provenance bucket, and restores what is missing.
   *
   * @param findings receives each finding
   * @throws CommandException when the log's keys are not at hand
   * @throws Exception when AWS cannot be reached or denies a call
   */
  RestoreCounts restore(LoadedSettings settings, Order order, Consumer<RestoreFinding> findings)
      throws Exception;
}
