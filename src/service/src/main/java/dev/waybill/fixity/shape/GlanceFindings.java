package dev.waybill.fixity.shape;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.fixity.watch.WatchedDefect;
import java.time.Instant;
import java.util.Optional;

/** Maker of findings from what a glance found. */
public interface GlanceFindings {
  /** Returns the finding about a defect; empty when the log cannot be read there now. */
  Optional<Finding> of(ShapeFinding found, Instant now);

  /** Returns the end of the finding about a defect. */
  FindingEnd end(WatchedDefect defect, Instant now);
}
