package dev.waybill.backfill;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.waybill.alert.StoredJson;
import dev.waybill.fixity.shape.RecordedCopies;
import dev.waybill.provenance.SealedRecord;
import dev.waybill.provenance.SealedRecords;
import dev.waybill.record.object.ObjectVersion;
import java.util.Optional;

/**
 * Origins in the provenance bucket.
 *
 * @param records the sealed records
 * @param copies promoted copies, by the records of their sources
 */
public record RecordedOrigins(SealedRecords records, RecordedCopies copies) implements SealOrigins {
  @Override
  public Optional<String> notification(ObjectVersion version) {
    return records.find(version).map(RecordedOrigins::notification);
  }

  /** A valid record is JSON with this member. */
  private static String notification(SealedRecord sealed) {
    try {
      return StoredJson.MAPPER
          .readTree(sealed.record().payload())
          .path("predicate")
          .path("notification")
          .asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a valid record is no JSON", e);
    }
  }

  @Override
  public boolean isPromotedCopy(ObjectVersion version) {
    return copies.isCopy(version);
  }
}
