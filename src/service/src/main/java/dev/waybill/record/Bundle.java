package dev.waybill.record;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;

/** A Sigstore bundle v0.3 around one DSSE envelope with one signature by a plain public key. */
public final class Bundle {
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
  private static final JsonFactory JSON = new JsonFactory();

  private Bundle() {}

  /**
   * Writes a bundle; the same input gives the same bytes.
   *
   * @param statement the payload
   * @param derSignature ECDSA over the {@link Pae} of the statement, as ASN.1 DER
   * @param keyId the signing key's OpenSSH fingerprint
   */
  public static byte[] write(byte[] statement, byte[] derSignature, String keyId) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(statement.length * 2);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeStringField("mediaType", MEDIA_TYPE);
      writeMaterial(json, keyId);
      writeEnvelope(json, statement, derSignature, keyId);
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  private static void writeMaterial(JsonGenerator json, String keyId) throws IOException {
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
