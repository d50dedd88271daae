package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** Writer of Sigstore bundles v0.3 with one DSSE envelope, signed by one plain public key. */
public final class Bundle {
  /** Sigstore {@code mediaType}. */
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  private static final JsonFactory JSON = new JsonFactory();

  private Bundle() {}

  /**
   * Writes a bundle; equal input gives equal bytes.
   *
   * @param statement the payload of the envelope
   * @param derSignature ECDSA signature over the {@link Pae} of the statement, as ASN.1 DER
   * @param keyId OpenSSH fingerprint of the signing key
   */
  public static byte[] write(byte[] statement, byte[] derSignature, String keyId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(statement.length * 2);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("mediaType", MEDIA_TYPE);
      writeVerificationMaterial(json, keyId);
      writeEnvelope(json, statement, derSignature, keyId);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeVerificationMaterial(JsonGenerator json, String keyId)
      throws IOException {
    json.writeObjectFieldStart("verificationMaterial");
    json.writeObjectFieldStart("publicKey");
    json.writeStringField("hint", keyId);
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void writeEnvelope(
      JsonGenerator json, byte[] statement, byte[] signature, String keyId) throws IOException {
    json.writeObjectFieldStart("dsseEnvelope");
    json.writeStringField("payload", Base64.getEncoder().encodeToString(statement));
    json.writeStringField("payloadType", Pae.PAYLOAD_TYPE);
    json.writeArrayFieldStart("signatures");
    json.writeStartObject();
    json.writeStringField("keyid", keyId);
    json.writeStringField("sig", Base64.getEncoder().encodeToString(signature));
    json.writeEndObject();
    json.writeEndArray();
    json.writeEndObject();
  }
}
