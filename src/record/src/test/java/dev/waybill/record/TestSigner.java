package dev.waybill.record;

import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/** Signer of records with a P-256 key in memory. */
public final class TestSigner {
  /** Time at which the records of {@link #record} are sealed. */
  public static final Instant SEALED = Instant.parse("2030-01-02T03:04:05.678Z");

  private final KeyPair pair;

  private TestSigner(KeyPair pair) {
    this.pair = pair;
  }

  /** Creates a signer with a new key. */
  public static TestSigner create() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestSigner(generator.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the key that verifies the records of this signer. */
  public PublicKey publicKey() {
    return pair.getPublic();
  }

  /** Returns the PEM form of the public key. */
  public String pem() {
    return PublicKeyPem.write(publicKey());
  }

  /** Returns the private key in PEM. */
  public String privatePem() {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** Returns the identifier of the key in records. */
  public String keyId() {
    return KeyId.of(publicKey());
  }

  /** Signs a statement as a record. */
  public byte[] seal(byte[] statement) {
    return Bundle.write(statement, sign(Pae.of(statement)), keyId());
  }

  /** Makes a record of a version with the given digest and size. */
  public byte[] record(ObjectVersion version, Sha256 sha256, long size) {
    return seal(
        CustodyStatement.write(
            new StatementSubject(
                version, sha256, size, "etag", "FULL_OBJECT", new Sequencer("0055")),
            predicate(Hasher.WAYBILL)));
  }

  /** Makes a record of a version that states the chunks of the object. */
  public byte[] record(ObjectVersion version, Sha256 sha256, long size, StatedChunks chunks) {
    return seal(
        CustodyStatement.write(
            new StatementSubject(version, sha256, size, "etag", null, null),
            predicate(Hasher.WAYBILL, chunks)));
  }

  /** Returns a predicate with fixed facts and without chunks. */
  public static CustodyPredicate predicate(Hasher hasher) {
    return predicate(hasher, null);
  }

  private static CustodyPredicate predicate(Hasher hasher, StatedChunks chunks) {
    return new CustodyPredicate(
        Instant.EPOCH,
        Instant.EPOCH,
        SEALED,
        "waybill/test",
        new DeploymentDigests(Sha256.hash("routes"), Sha256.hash("config"), Sha256.hash("sql")),
        hasher,
        "promote",
        Instant.EPOCH,
        Instant.EPOCH,
        "message",
        new Encryption("aws:kms", "arn:key", true),
        attributes(),
        "processed/x",
        null,
        chunks,
        null);
  }

  private static StatedAttributes attributes() {
    return StatedAttributes.of(
        Map.of("content-type", "text/plain"), Map.of("note", "n"), AttributeGroup.of(Map.of()));
  }

  private byte[] sign(byte[] message) {
    try {
      Signature signature = SignatureFactory.ofPlatform().create();
      signature.initSign(pair.getPrivate());
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
