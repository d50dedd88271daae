package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.UtcTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signed statement that a key may sign the records of one deployment for a time. Its subject is the
 * published public key.
 *
 * @param publicKey the P-256 key that may sign
 * @param provenance bucket of the records
 * @param raw bucket whose objects the records are about
 * @param notBefore first time at which a record may be stored
 * @param notAfter last time at which a record may be stored
 * @param delegator name of the key that delegates, such as its ARN in KMS
 * @param session ARN of the role's session that holds the key; null when it is not known
 * @param at time of the statement
 * @param keyId fingerprint of the key that signed; empty before it is signed
 * @param payload text of the signed statement; empty before it is signed
 */
public record DelegationStatement(
    PublicKey publicKey,
    String provenance,
    String raw,
    Instant notBefore,
    Instant notAfter,
    String delegator,
    @Nullable String session,
    Instant at,
    String keyId,
    String payload)
    implements LoggedStatement {
  /** in-toto {@code predicateType}. */
  public static final String PREDICATE_TYPE = "https://waybill.dev/attestation/delegation/v1";

  /** Limit for the time of a delegation. It bounds what a key that leaks from memory can do. */
  public static final Duration MAX_VALIDITY = Duration.ofHours(25);

  private static final Reason REASON = Reason.STATEMENT;
  private static final String PUBLISHED = "keys/delegated/";

  /**
   * @throws IllegalArgumentException when the key is of another kind, or the times are in a wrong
   *     order
   */
  public DelegationStatement {
    P256.require(publicKey, "the delegated key");
    if (notAfter.isBefore(notBefore)) {
      throw new IllegalArgumentException("the delegation ends before it begins");
    }
  }

  /**
   * Returns the key of a delegation in the provenance bucket.
   *
   * @param keyId fingerprint of the delegated key
   * @throws IllegalArgumentException when it is no fingerprint
   */
  public static String key(String keyId) {
    return EntryKind.DELEGATION.prefix() + hex(keyId) + ".sigstore.json";
  }

  /**
   * Returns the key of a delegated public key in PEM, in the provenance bucket.
   *
   * @param keyId fingerprint of the delegated key
   * @throws IllegalArgumentException when it is no fingerprint
   */
  public static String publicKeyName(String keyId) {
    return PUBLISHED + hex(keyId) + ".pem";
  }

  private static String hex(String keyId) {
    if (!keyId.startsWith(KeyId.PREFIX)) {
      throw new IllegalArgumentException("is no fingerprint of a key");
    }
    return Sha256.of(Base64.getDecoder().decode(keyId.substring(KeyId.PREFIX.length()))).hex();
  }

  /** Returns the fingerprint of the delegated key. */
  public String delegate() {
    return KeyId.of(publicKey);
  }

  @Override
  public EntryKind kind() {
    return EntryKind.DELEGATION;
  }

  @Override
  public String key() {
    return key(delegate());
  }

  @Override
  public Sha256 digest() {
    return Sha256.hash(PublicKeyPem.write(publicKey));
  }

  @Override
  public String title() {
    return "delegation to " + delegate() + " from " + notBefore + " to " + notAfter;
  }

  /**
   * Returns the statement to sign, as JSON in UTF-8.
   *
   * @param service name and version of the service
   */
  public byte[] statement(String service) {
    String name = publicKeyName(delegate());
    return StatementJson.write(
        name, uri(name), digest(), PREDICATE_TYPE, json -> writePredicate(json, service));
  }

  private String uri(String name) {
    return "s3://" + provenance + "/" + name;
  }

  private void writePredicate(JsonGenerator json, String service) throws IOException {
    json.writeStringField("key", delegate());
    json.writeStringField("publicKey", Base64.getEncoder().encodeToString(publicKey.getEncoded()));
    json.writeStringField("provenance", provenance);
    json.writeStringField("raw", raw);
    json.writeStringField("notBefore", notBefore.toString());
    json.writeStringField("notAfter", notAfter.toString());
    json.writeStringField("delegator", delegator);
    if (session != null) {
      json.writeStringField("session", session);
    }
    json.writeStringField("at", at.toString());
    json.writeStringField("service", service);
  }

  /**
   * Returns the fingerprint that a bundle names, which nothing proves.
   *
   * @param bundle untrusted input
   * @return empty when it is no bundle of a delegation
   */
  public static Optional<String> named(byte[] bundle) {
    try {
      BundleReader.Envelope envelope = BundleReader.read(bundle);
      JsonNode statement = RecordJson.object(envelope.payload(), REASON);
      return Optional.of(text(RecordJson.object(statement, "predicate", REASON), "key"));
    } catch (InvalidRecordException e) {
      return Optional.empty();
    }
  }

  /** Reads a statement whose signature is valid. */
  static DelegationStatement read(JsonNode statement, byte[] payload, String keyId)
      throws InvalidRecordException {
    RecordJson.require(statement, "_type", CustodyStatement.TYPE, REASON);
    RecordJson.require(statement, "predicateType", PREDICATE_TYPE, REASON);
    JsonNode subjects = statement.path("subject");
    if (!subjects.isArray() || subjects.size() != 1) {
      throw new InvalidRecordException(REASON, "must have exactly one subject");
    }
    try {
      DelegationStatement read =
          read(
              RecordJson.object(statement, "predicate", REASON),
              keyId,
              new String(payload, StandardCharsets.UTF_8));
      read.requireSubject(subjects.get(0));
      RecordJson.require(statement.path("predicate"), "key", read.delegate(), REASON);
      return read;
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new InvalidRecordException(REASON, "has a malformed key, digest or time");
    }
  }

  private void requireSubject(JsonNode subject) throws InvalidRecordException {
    String name = publicKeyName(delegate());
    RecordJson.require(subject, "name", name, REASON);
    RecordJson.require(subject, "uri", uri(name), REASON);
    RecordJson.require(
        RecordJson.object(subject, "digest", REASON), "sha256", digest().hex(), REASON);
  }

  private static DelegationStatement read(JsonNode predicate, String keyId, String payload)
      throws InvalidRecordException {
    return new DelegationStatement(
        PublicKeyPem.ofDer(Base64.getDecoder().decode(text(predicate, "publicKey"))),
        text(predicate, "provenance"),
        text(predicate, "raw"),
        UtcTime.parse(text(predicate, "notBefore")),
        UtcTime.parse(text(predicate, "notAfter")),
        text(predicate, "delegator"),
        RecordJson.optionalText(predicate, "session", REASON),
        UtcTime.parse(text(predicate, "at")),
        keyId,
        payload);
  }

  private static String text(JsonNode node, String name) throws InvalidRecordException {
    return RecordJson.text(node, name, REASON);
  }
}
