package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receiver of the rows of a result. */
public interface RowSink {
  /** Starts a result. Called once before the first row. */
  void begin(Analysis analysis);

  /** Receives one row in Athena's text form; a NULL is null. */
  void row(List<@Nullable String> values);
}
