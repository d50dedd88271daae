package dev.waybill.record.log;

import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Public key that verifies signatures of checkpoints: a vkey of C2SP signed-note. */
public final class VerifierKey {
  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ML_DSA_44_PREFIX =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

  private final String name;
  private final NoteAlgorithm algorithm;
  private final byte[] key;
  private final int id;

  /** Results of the verification of one signature. */
  public enum Result {
    VALID,
    INVALID,
    /** The Java runtime has no implementation of the algorithm. */
    NOT_SUPPORTED
  }

  /**
   * @param key the public key: 32 bytes of Ed25519, or 1,312 bytes of ML-DSA-44
   * @throws IllegalArgumentException when the name or the key is not one
   */
  public VerifierKey(String name, NoteAlgorithm algorithm, byte[] key) {
    if (!KeyName.isValid(name)) {
      throw new IllegalArgumentException("the name of a key has no space and no plus");
    }
    if (key.length != algorithm.keyBytes()) {
      throw new IllegalArgumentException("the key has " + key.length + " bytes");
    }
    this.name = name;
    this.algorithm = algorithm;
    this.key = key.clone();
    this.id = id(name, algorithm, key);
  }

  private static int id(String name, NoteAlgorithm algorithm, byte[] key) {
    ByteArrayOutputStream hashed = new ByteArrayOutputStream();
    hashed.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    hashed.write('\n');
    hashed.write(algorithm.type());
    hashed.writeBytes(key);
    return ByteBuffer.wrap(Sha256.hash(hashed.toByteArray()).bytes()).getInt();
  }

  /**
   * Parses {@code <name>+<hex key id>+<base64 of type and key>}.
   *
   * @throws IllegalArgumentException when the text is no vkey of a supported type
   */
  public static VerifierKey parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("a key has the form name+id+base64");
    }
    byte[] bytes = Base64.getDecoder().decode(parts[2]);
    NoteAlgorithm algorithm =
        Arrays.stream(NoteAlgorithm.values())
            .filter(it -> bytes.length > 0 && it.type() == bytes[0])
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("the type of the key is unknown"));
    VerifierKey key =
        new VerifierKey(parts[0], algorithm, Arrays.copyOfRange(bytes, 1, bytes.length));
    if (!key.idHex().equals(parts[1])) {
      throw new IllegalArgumentException("the id of the key is not that of its name and bytes");
    }
    return key;
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns the algorithm. */
  public NoteAlgorithm algorithm() {
    return algorithm;
  }

  /** Returns the 32-bit id, as a signed number. */
  public int id() {
    return id;
  }

  /** Returns the id as eight hexadecimal digits. */
  public String idHex() {
    return HexFormat.of().toHexDigits(id);
  }

  /** Returns true when both wrap the same public key, whatever their names and types. */
  public boolean hasKeyOf(VerifierKey other) {
    return Arrays.equals(key, other.key);
  }

  /** Returns true when a signature claims to be of this key. */
  public boolean isNamedBy(NoteSignature signature) {
    return signature.keyId() == id && signature.name().equals(name);
  }

  /** Verifies a signature of a checkpoint's text. */
  public Result verify(String text, NoteSignature signature) {
    byte[] bytes = signature.signature();
    int timeBytes = algorithm.timeBytes();
    if (bytes.length <= timeBytes) {
      return Result.INVALID;
    }
    long time = timeBytes == 0 ? 0 : ByteBuffer.wrap(bytes).getLong();
    if (time < 0) {
      return Result.INVALID;
    }
    byte[] raw = Arrays.copyOfRange(bytes, timeBytes, bytes.length);
    try {
      Signature verifier = Signature.getInstance(jcaName());
      verifier.initVerify(publicKey());
      verifier.update(CosignedMessage.of(algorithm, name, text, time));
      return verifier.verify(raw) ? Result.VALID : Result.INVALID;
    } catch (NoSuchAlgorithmException e) {
      return Result.NOT_SUPPORTED;
    } catch (GeneralSecurityException | InvalidLogException e) {
      return Result.INVALID;
    }
  }

  private String jcaName() {
    return algorithm == NoteAlgorithm.ML_DSA_44_COSIGNATURE ? "ML-DSA" : "Ed25519";
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] prefix =
        algorithm == NoteAlgorithm.ML_DSA_44_COSIGNATURE ? ML_DSA_44_PREFIX : ED25519_PREFIX;
    byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, encoded, prefix.length, key.length);
    return KeyFactory.getInstance(jcaName()).generatePublic(new X509EncodedKeySpec(encoded));
  }

  /** Returns the vkey. */
  @Override
  public String toString() {
    byte[] bytes = new byte[key.length + 1];
    bytes[0] = algorithm.type();
    System.arraycopy(key, 0, bytes, 1, key.length);
    return name + "+" + idHex() + "+" + Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return id;
  }
}
