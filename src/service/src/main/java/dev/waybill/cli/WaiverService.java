package dev.waybill.cli;

import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code waive}. */
@FunctionalInterface
public interface WaiverService {
  /**
   * Words of the person who waives an object.
   *
   * @param by the person
   * @param reason the person's reason
   */
  record Statement(String by, String reason) {}

  /**
   * Object in the place of a record.
   *
   * @param sha256 its digest, lower hex
   * @param size its size in bytes
   * @param problem what makes it no valid record
   * @param waiver the URI of the stored waiver; null when none was stored
   */
  record Judged(String sha256, long size, String problem, @Nullable String waiver) {}

  /**
   * Reads an object in the place of a record, and stores the signed waiver on request.
   *
   * @param address the object in the provenance bucket
   * @param statement the person's words; null to store nothing
   * @throws CommandException when the object is absent, or a valid record that stays where it is
   * @throws Exception when AWS cannot be reached or denies a call
   */
  Judged waive(LoadedSettings settings, S3Address address, @Nullable Statement statement)
      throws Exception;
}
