package dev.waybill.aws;

import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditStateStore;
import dev.waybill.audit.state.StateJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Store of audit states in S3, written with conditional requests only. */
public final class AuditArchive implements AuditStateStore {
  private final ConditionalObjects states;

  /**
   * @param results {@code s3://bucket/prefix/}; the states are in {@code waybill/audits/} below it
   */
  public AuditArchive(S3Client s3, String results) {
    this.states = new ConditionalObjects(s3, ResultsLocation.of(results, "audits"));
  }

  @Override
  public Optional<Versioned> find(String audit) {
    try {
      return states
          .find(audit, StateJson::read)
          .map(stored -> new Versioned(stored.document(), stored.eTag()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          states.uri(audit) + " " + e.getMessage() + "; delete the object to restart the audit", e);
    }
  }

  @Override
  public Optional<Versioned> keep(AuditState state, @Nullable String version) {
    return states
        .keep(state.audit(), StateJson.of(state), version)
        .map(eTag -> new Versioned(state, eTag));
  }
}
