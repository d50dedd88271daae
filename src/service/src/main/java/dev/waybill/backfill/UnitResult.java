package dev.waybill.backfill;

import java.util.List;

/**
 * Result of a unit, which is written once.
 *
 * @param counts what became of its versions
 * @param bytes bytes of the versions that it sealed
 * @param failures the versions that could not be sealed
 */
public record UnitResult(VersionCounts counts, long bytes, List<Failure> failures) {
  public UnitResult {
    failures = List.copyOf(failures);
  }

  /**
   * Version that could not be sealed.
   *
   * @param key its key, untrusted
   * @param versionId its version id
   * @param reason label of the reason
   * @param detail explanation for people
   */
  public record Failure(String key, String versionId, String reason, String detail) {}
}
