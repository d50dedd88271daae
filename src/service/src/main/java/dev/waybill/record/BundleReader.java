package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import java.util.Base64;
import java.util.Set;

/** Reads a bundle of exactly the form that {@link Bundle} writes. */
final class BundleReader {
  private BundleReader() {}

  /** What a bundle holds. */
  static final class Envelope {
    private final byte[] payload;
    private final byte[] signature;
    private final String keyId;

    private Envelope(byte[] payload, byte[] signature, String keyId) {
      this.payload = payload;
      this.signature = signature;
      this.keyId = keyId;
    }

    byte[] payload() {
      return payload;
    }

    byte[] signature() {
      return signature;
    }

    String keyId() {
      return keyId;
    }
  }

  static Envelope read(byte[] bundle) throws InvalidRecord {
    JsonNode root = StrictJson.object(bundle, Reason.BUNDLE);
    StrictJson.only(
        root, Set.of("mediaType", "verificationMaterial", "dsseEnvelope"), Reason.BUNDLE);
    if (!StrictJson.text(root, "mediaType", Reason.BUNDLE).equals(Bundle.MEDIA_TYPE)) {
      throw new InvalidRecord(Reason.BUNDLE, "mediaType is not a Sigstore bundle v0.3");
    }
    JsonNode material = StrictJson.object(root, "verificationMaterial", Reason.BUNDLE);
    StrictJson.only(material, Set.of("publicKey"), Reason.BUNDLE);
    JsonNode key = StrictJson.object(material, "publicKey", Reason.BUNDLE);
    StrictJson.only(key, Set.of("hint"), Reason.BUNDLE);
    return envelope(
        StrictJson.object(root, "dsseEnvelope", Reason.ENVELOPE),
        StrictJson.text(key, "hint", Reason.BUNDLE));
  }

  private static Envelope envelope(JsonNode envelope, String hint) throws InvalidRecord {
    StrictJson.only(envelope, Set.of("payload", "payloadType", "signatures"), Reason.ENVELOPE);
    if (!StrictJson.text(envelope, "payloadType", Reason.ENVELOPE).equals(Pae.PAYLOAD_TYPE)) {
      throw new InvalidRecord(Reason.ENVELOPE, "payloadType is not in-toto's");
    }
    JsonNode signatures = envelope.get("signatures");
    if (signatures == null || !signatures.isArray() || signatures.size() != 1) {
      throw new InvalidRecord(Reason.ENVELOPE, "must have exactly one signature");
    }
    JsonNode signature = signatures.get(0);
    StrictJson.only(signature, Set.of("keyid", "sig"), Reason.ENVELOPE);
    if (!StrictJson.text(signature, "keyid", Reason.KEY).equals(hint)) {
      throw new InvalidRecord(Reason.KEY, "keyid is not the bundle's hint");
    }
    return new Envelope(
        base64(StrictJson.text(envelope, "payload", Reason.ENVELOPE)),
        base64(StrictJson.text(signature, "sig", Reason.ENVELOPE)),
        hint);
  }

  /** Only the one spelling that encoding gives: no line breaks, no stray bits, padded. */
  private static byte[] base64(String text) throws InvalidRecord {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidRecord(Reason.ENVELOPE, "is not base64");
    }
    throw new InvalidRecord(Reason.ENVELOPE, "is not base64 in its one spelling");
  }
}
