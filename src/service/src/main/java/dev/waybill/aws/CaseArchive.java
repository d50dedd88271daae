package dev.waybill.aws;

import dev.waybill.audit.cases.CaseStore;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Store of the cases of audits in S3, written with conditional requests only. */
public final class CaseArchive implements CaseStore {
  private static final String NAME = "cases";

  private final ConditionalObjects documents;

  /**
   * @param results {@code s3://bucket/prefix/}; the cases are in {@code waybill/audit-cases/} below
   *     it
   */
  public CaseArchive(S3Client s3, String results) {
    this.documents = new ConditionalObjects(s3, ResultsLocation.of(results, "audit-cases"));
  }

  @Override
  public Optional<Versioned> find() {
    return documents
        .find(NAME, bytes -> new String(bytes, StandardCharsets.UTF_8))
        .map(stored -> new Versioned(stored.document(), stored.eTag()));
  }

  @Override
  public boolean keep(String json, @Nullable String version) {
    return documents.keep(NAME, json.getBytes(StandardCharsets.UTF_8), version).isPresent();
  }
}
