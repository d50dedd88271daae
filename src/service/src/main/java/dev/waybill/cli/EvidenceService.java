package dev.waybill.cli;

import dev.waybill.evidence.Evidence;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import java.util.function.Consumer;

/** Service behind the command {@code evidence}. */
public interface EvidenceService {
  /**
   * Evidence that was collected.
   *
   * @param evidence the evidence
   * @param record URI of the record
   * @param problem reason why the log does not prove the record; empty when it does
   */
  record Collected(Evidence evidence, String record, String problem) {}

  /**
   * Collects the evidence about an object. It only reads.
   *
   * @param address the object; without a version id, its newest sealed version
   * @param progress receives lines about what takes long
   * @throws CommandException when there is no valid record
   * @throws Exception when AWS cannot be reached
   */
  Collected collect(LoadedSettings settings, S3Address address, Consumer<String> progress)
      throws Exception;
}
