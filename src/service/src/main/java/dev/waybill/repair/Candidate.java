package dev.waybill.repair;

import dev.waybill.model.ObjectAttributes;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import org.jspecify.annotations.Nullable;

/**
 * Version that was compared with the record of a damaged object.
 *
 * @param version the version
 * @param problem difference from the record, or what kept it from being compared; null for a good
 *     copy
 * @param good what a copy of it needs; null unless it is a good copy
 */
public record Candidate(ObjectVersion version, @Nullable String problem, @Nullable Good good) {
  /**
   * Good copy: its bytes, headers, metadata and tags are those that the record states.
   *
   * @param attributes its attributes
   * @param parts digests of the parts to copy one by one; null for a copy in one request
   */
  record Good(ObjectAttributes attributes, @Nullable PartDigests parts) {}

  static Candidate good(ObjectVersion version, Good good) {
    return new Candidate(version, null, good);
  }

  static Candidate bad(ObjectVersion version, String problem) {
    return new Candidate(version, problem, null);
  }

  /** Returns true for a good copy. */
  public boolean isGood() {
    return good != null;
  }
}
