package dev.waybill.fixity.examine;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.provenance.InMemorySealing;
import java.io.IOException;
import java.util.Base64;

/** Factory of records with the same statement and another signature of the same key. */
final class SignedAgain {
  private SignedAgain() {}

  static byte[] of(InMemorySealing sealing, byte[] record) {
    try {
      String payload = new ObjectMapper().readTree(record).at("/dsseEnvelope/payload").asText();
      return sealing.bundle(Base64.getDecoder().decode(payload));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
