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
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Public key that verifies signatures of checkpoints: a vkey of C2SP signed-note. */
public final class VerifierKey {
  /** Limit of C2SP tlog-cosignature for the name of a key, in bytes of UTF-8. */
  public static final int MAX_NAME_BYTES = 255;

  private static final byte[] ED25519_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");
  private static final byte[] ML_DSA_44_PREFIX =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

  private final String name;
  private final NoteAlgorithm algorithm;
  private final byte[] key;
  private final int id;
  private volatile @Nullable PublicKey publicKey;

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
    byte[] bytes = decode(parts[2]);
    NoteAlgorithm algorithm =
        NoteAlgorithm.ofType(bytes[0])
            .orElseThrow(() -> new IllegalArgumentException("the type of the key is unknown"));
    VerifierKey key =
        new VerifierKey(parts[0], algorithm, Arrays.copyOfRange(bytes, 1, bytes.length));
    if (!key.idHex().equals(parts[1])) {
      throw new IllegalArgumentException("the id of the key is not that of its name and bytes");
    }
    return key;
  }

  private static byte[] decode(String base64) {
    byte[] bytes = CanonicalBase64.decode(base64);
    if (bytes.length == 0) {
      throw new IllegalArgumentException("the key is empty");
    }
    return bytes;
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

  /**
   * Returns the bytes that this key signs for a checkpoint.
   *
   * @param text text of the checkpoint's note
   * @param time POSIX time of the signature in seconds; ignored by {@link NoteAlgorithm#ED25519}
   * @throws InvalidLogException when the algorithm signs checkpoints only, and the text is none
   */
  public byte[] signedMessage(String text, long time) {
    return CosignedMessage.of(algorithm, name, text, time);
  }

  /**
   * Returns the line of a signature that this key made.
   *
   * @param time the time that was signed; ignored by {@link NoteAlgorithm#ED25519}
   * @param raw the signature in the encoding of its standard
   */
  public NoteSignature signatureOf(long time, byte[] raw) {
    ByteBuffer bytes = ByteBuffer.allocate(algorithm.timeBytes() + raw.length);
    if (algorithm.isCosignature()) {
      bytes.putLong(time);
    }
    return NoteSignature.of(name, id, bytes.put(raw).array());
  }

  /**
   * Returns the POSIX time in seconds that a signature of this key states; zero when the algorithm
   * has none, or the signature is too short.
   */
  public long time(NoteSignature signature) {
    byte[] bytes = signature.signature();
    return algorithm.isCosignature() && bytes.length >= Long.BYTES
        ? ByteBuffer.wrap(bytes).getLong()
        : 0;
  }

  /** Verifies a signature of a checkpoint's text. */
  public Result verify(String text, NoteSignature signature) {
    byte[] bytes = signature.signature();
    int timeBytes = algorithm.timeBytes();
    long time = time(signature);
    if (bytes.length != timeBytes + algorithm.signatureBytes() || time < 0) {
      return Result.INVALID;
    }
    try {
      Signature verifier = Signature.getInstance(algorithm.jcaName());
      verifier.initVerify(publicKey());
      verifier.update(signedMessage(text, time));
      return verifier.verify(bytes, timeBytes, algorithm.signatureBytes())
          ? Result.VALID
          : Result.INVALID;
    } catch (NoSuchAlgorithmException e) {
      return Result.NOT_SUPPORTED;
    } catch (GeneralSecurityException | InvalidLogException e) {
      return Result.INVALID;
    }
  }

  /** Returns the key of the JCA, which is kept because it takes longer to make than to use. */
  private PublicKey publicKey() throws GeneralSecurityException {
    PublicKey made = publicKey;
    if (made == null) {
      byte[] prefix =
          algorithm == NoteAlgorithm.ML_DSA_44_COSIGNATURE ? ML_DSA_44_PREFIX : ED25519_PREFIX;
      byte[] encoded = Arrays.copyOf(prefix, prefix.length + key.length);
      System.arraycopy(key, 0, encoded, prefix.length, key.length);
      made =
          KeyFactory.getInstance(algorithm.jcaName())
              .generatePublic(new X509EncodedKeySpec(encoded));
      publicKey = made;
    }
    return made;
  }

  /** Returns the vkey. */
  @Override
  public String toString() {
    byte[] bytes = new byte[key.length + 1];
    bytes[0] = algorithm.type();
    System.arraycopy(key, 0, bytes, 1, key.length);
    return name + "+" + idHex() + "+" + CanonicalBase64.encode(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey that
        && name.equals(that.name)
        && algorithm == that.algorithm
        && Arrays.equals(key, that.key);
  }

  @Override
  public int hashCode() {
    return id;
  }
}
