package dev.waybill.aws;

import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditStateStore;
import dev.waybill.audit.state.StateJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** States of audits in S3, changed by conditional writes only. */
public final class AuditArchive implements AuditStateStore {
  private final ConditionalObjects states;

  /**
   * @param results {@code s3://bucket/prefix/}: the states are below it, in {@code waybill/audits/}
   */
  public AuditArchive(S3Client s3, String results) {
    this.states = new ConditionalObjects(s3, ResultsLocation.of(results, "audits"));
  }

  @Override
  public Optional<Versioned> find(String audit) {
    try {
      return states
          .find(audit, StateJson::read)
          .map(found -> new Versioned(found.document(), found.version()));
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          states.place(audit) + " " + e.getMessage() + "; remove it to begin anew", e);
    }
  }

  @Override
  public Optional<Versioned> keep(AuditState state, @Nullable String version) {
    return states
        .keep(state.audit(), StateJson.of(state), version)
        .map(now -> new Versioned(state, now));
  }
}
