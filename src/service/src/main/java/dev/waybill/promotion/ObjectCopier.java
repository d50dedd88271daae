package dev.waybill.promotion;

import java.util.Optional;

/** Port that performs server-side copies. */
public interface ObjectCopier {
  /**
   * Performs a copy, in one request or part by part as planned.
   *
   * @return S3's response; empty when the source or the destination is not, or does not stay, as
   *     planned
   * @throws SourceGoneException when the source no longer exists
   */
  Optional<CopyResult> copy(CopyPlan plan);
}
