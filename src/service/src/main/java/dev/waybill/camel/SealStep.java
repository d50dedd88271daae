package dev.waybill.camel;

import dev.waybill.aws.RecordArchive;
import dev.waybill.model.CustodyListener;
import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.model.Sealed;
import dev.waybill.promotion.Destination;
import dev.waybill.record.Bundle;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import org.apache.camel.Exchange;
import org.apache.camel.component.crypto.DigitalSignatureConstants;
import org.jspecify.annotations.Nullable;

/** The bean {@code provenance}: states what was hashed, and seals the signed statement. */
public final class SealStep {
  private static final String STATEMENT = "waybill.statement";

  private final RecordArchive archive;
  private final SealedRecords records;
  private final RawSettings raw;
  private final String keyId;
  private final String by;
  private final CustodyListener listener;
  private final Clock clock;

  /**
   * @param keyId of the key that signs
   * @param by who hashes and seals, for the statement
   */
  public SealStep(
      RecordArchive archive,
      SealedRecords records,
      RawSettings raw,
      String keyId,
      String by,
      CustodyListener listener,
      Clock clock) {
    this.archive = archive;
    this.records = records;
    this.raw = raw;
    this.keyId = keyId;
    this.by = by;
    this.listener = listener;
    this.clock = clock;
  }

  /** The bytes to sign: the pre-authentication encoding of the statement. */
  public byte[] state(Exchange exchange) {
    Digested digested = CustodyExchange.require(exchange, Digested.class, "provenance.state");
    byte[] statement = CustodyStatement.write(digested, by, destination(digested), clock.instant());
    exchange.setProperty(STATEMENT, statement);
    return Pae.of(statement);
  }

  private @Nullable String destination(Digested digested) {
    return digested.received().purpose() == Purpose.CANARY
        ? null
        : Destination.of(digested.version(), raw).key();
  }

  /** Puts the signed record where nobody can rewrite it, or compares it with the one there. */
  public void seal(Exchange exchange) {
    Digested digested = CustodyExchange.require(exchange, Digested.class, "provenance.seal");
    byte[] statement = exchange.getProperty(STATEMENT, byte[].class);
    String signature =
        exchange.getMessage().getHeader(DigitalSignatureConstants.SIGNATURE, String.class);
    if (statement == null || signature == null) {
      throw new IllegalStateException(
          "the step provenance.seal needs a signed statement; the steps stand in a wrong order");
    }
    exchange.getMessage().removeHeader(DigitalSignatureConstants.SIGNATURE);
    byte[] record = Bundle.write(statement, Base64.getMimeDecoder().decode(signature), keyId);
    records.requireGood(record, digested);
    Instant sealedAt = clock.instant();
    boolean fresh = archive.seal(digested.version(), record);
    Sealed sealed =
        new Sealed(
            digested,
            archive.bucket(),
            RecordKey.of(digested.version()),
            fresh ? sealedAt : earlier(digested).sealedAt(),
            !fresh);
    CustodyExchange.reach(exchange, sealed);
    listener.reached(sealed);
  }

  private CustodyRecord earlier(Digested digested) {
    ObjectVersion version = digested.version();
    CustodyRecord record =
        records
            .find(version)
            .orElseThrow(() -> new IllegalStateException("the record that is there is not there"));
    if (!record.sha256().equals(digested.sha256())) {
      throw new RejectedException(
          RejectReason.RECORD_CONFLICT, "the sealed record states another digest", version);
    }
    return record;
  }
}
