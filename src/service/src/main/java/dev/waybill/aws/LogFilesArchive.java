package dev.waybill.aws;

import dev.waybill.audit.logfile.LogFilesJson;
import dev.waybill.audit.logfile.LogFilesState;
import dev.waybill.audit.logfile.LogFilesStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Store of the result of inspections in S3, written with conditional requests only. */
public final class LogFilesArchive implements LogFilesStore {
  private static final String NAME = "inspected";

  private final ConditionalObjects states;

  /**
   * @param results {@code s3://bucket/prefix/}; the state is in {@code waybill/log-files/} below it
   */
  public LogFilesArchive(S3Client s3, String results) {
    this.states = new ConditionalObjects(s3, ResultsLocation.of(results, S3LogBucket.KIND));
  }

  @Override
  public Versioned find() {
    try {
      return states
          .find(NAME, LogFilesJson::read)
          .map(stored -> new Versioned(stored.document(), stored.eTag()))
          .orElseGet(() -> new Versioned(new LogFilesState(Map.of(), List.of(), List.of()), null));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          states.uri(NAME) + " " + e.getMessage() + "; delete the object to inspect all again", e);
    }
  }

  @Override
  public Optional<Versioned> keep(LogFilesState state, @Nullable String version) {
    return states
        .keep(NAME, LogFilesJson.of(state), version)
        .map(eTag -> new Versioned(state, eTag));
  }
}
