package dev.waybill.log.time;

import dev.waybill.record.log.Checkpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;

/** Request for the timestamp of a checkpoint, and the check of the response. */
final class TimestampQuery {
  /** S3 rejects a clock that is further off, so a larger difference is the authority's. */
  private static final Duration MAX_DIFFERENCE = Duration.ofMinutes(15);

  private static final int NONCE_BITS = 64;

  private final Checkpoint checkpoint;
  private final TimeStampRequest request;

  TimestampQuery(Checkpoint checkpoint, SecureRandom random) {
    this.checkpoint = checkpoint;
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    request =
        generator.generate(
            NISTObjectIdentifiers.id_sha256,
            Timestamp.imprint(checkpoint).bytes(),
            new BigInteger(NONCE_BITS, random));
  }

  /** Returns the request in DER. */
  byte[] bytes() {
    try {
      return request.getEncoded();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /**
   * Verifies a response: status, nonce, imprint, signature and time.
   *
   * @throws TimestampException when it is not the answer to this request
   */
  Timestamp verify(byte[] response, Instant now) {
    TimeStampResponse parsed = Timestamp.parse(response);
    Timestamp timestamp = Timestamp.of(parsed, checkpoint);
    try {
      parsed.validate(request);
    } catch (TSPException | RuntimeException e) {
      throw new TimestampException("the response is one to another request: " + e.getMessage());
    }
    if (Duration.between(timestamp.time(), now).abs().compareTo(MAX_DIFFERENCE) > 0) {
      throw new TimestampException(
          "the authority's time is " + timestamp.time() + ", and it is " + now);
    }
    return timestamp;
  }
}
