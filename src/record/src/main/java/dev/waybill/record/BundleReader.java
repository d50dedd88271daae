package dev.waybill.record;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import java.util.Base64;
import java.util.Set;

/** Reader of bundles; accepts exactly the form that {@link Bundle} writes. */
final class BundleReader {
  private BundleReader() {}

  /** DSSE envelope of a bundle, decoded. */
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

  /** Reads a bundle; its key hint must equal the {@code keyid} of the signature. */
  static Envelope read(byte[] bundle) throws InvalidRecordException {
    JsonNode root = RecordJson.object(bundle, Reason.BUNDLE);
    RecordJson.requireOnly(
        root, Set.of("mediaType", "verificationMaterial", "dsseEnvelope"), Reason.BUNDLE);
    if (!RecordJson.text(root, "mediaType", Reason.BUNDLE).equals(Bundle.MEDIA_TYPE)) {
      throw new InvalidRecordException(Reason.BUNDLE, "mediaType is not a Sigstore bundle v0.3");
    }
    JsonNode material = RecordJson.object(root, "verificationMaterial", Reason.BUNDLE);
    RecordJson.requireOnly(material, Set.of("publicKey"), Reason.BUNDLE);
    JsonNode key = RecordJson.object(material, "publicKey", Reason.BUNDLE);
    RecordJson.requireOnly(key, Set.of("hint"), Reason.BUNDLE);
    return readEnvelope(
        RecordJson.object(root, "dsseEnvelope", Reason.ENVELOPE),
        RecordJson.text(key, "hint", Reason.BUNDLE));
  }

  private static Envelope readEnvelope(JsonNode envelope, String hint)
      throws InvalidRecordException {
    RecordJson.requireOnly(
        envelope, Set.of("payload", "payloadType", "signatures"), Reason.ENVELOPE);
    if (!RecordJson.text(envelope, "payloadType", Reason.ENVELOPE).equals(Pae.PAYLOAD_TYPE)) {
      throw new InvalidRecordException(Reason.ENVELOPE, "payloadType is not in-toto's");
    }
    JsonNode signatures = envelope.get("signatures");
    if (signatures == null || !signatures.isArray() || signatures.size() != 1) {
      throw new InvalidRecordException(Reason.ENVELOPE, "must have exactly one signature");
    }
    JsonNode signature = signatures.get(0);
    RecordJson.requireOnly(signature, Set.of("keyid", "sig"), Reason.ENVELOPE);
    if (!RecordJson.text(signature, "keyid", Reason.KEY).equals(hint)) {
      throw new InvalidRecordException(Reason.KEY, "keyid is not the bundle's hint");
    }
    return new Envelope(
        decodeBase64(RecordJson.text(envelope, "payload", Reason.ENVELOPE)),
        decodeBase64(RecordJson.text(signature, "sig", Reason.ENVELOPE)),
        hint);
  }

  /** Decodes canonical base64 only: padded, without line breaks, unused bits zero. */
  private static byte[] decodeBase64(String text) throws InvalidRecordException {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (Base64.getEncoder().encodeToString(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new InvalidRecordException(Reason.ENVELOPE, "is not base64");
    }
    throw new InvalidRecordException(Reason.ENVELOPE, "is not canonical base64");
  }
}
