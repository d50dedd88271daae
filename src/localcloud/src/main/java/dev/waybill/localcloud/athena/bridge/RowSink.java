package dev.waybill.localcloud.athena.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a result as it comes. */
public interface RowSink {
  /** Called once, before any row. */
  void begin(Analysis analysis);

  /** One row, in Athena's text form; a NULL is null. */
  void row(List<@Nullable String> values);
}
