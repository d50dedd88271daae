package dev.waybill.fixity.shape;

import dev.waybill.alert.Finding;
import java.time.Instant;
import java.util.Optional;

/** Maker of findings from what a glance found. */
@FunctionalInterface
public interface GlanceFindings {
  /** Returns the finding about a defect; empty when the log cannot be read there now. */
  Optional<Finding> of(ShapeFinding found, Instant now);
}
