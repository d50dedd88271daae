package dev.waybill.signing;

import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * Private key that signs the notes of checkpoints (C2SP signed-note and tlog-cosignature). It is
 * stored as a line {@code PRIVATE+KEY+<name>+<hex key id>+<base64 of type and seed>}, the form of
 * Go's package {@code note}; its other texts show the public key only.
 */
public final class NoteSigner {
  private static final String PREFIX = "PRIVATE+KEY+";
  private static final int SEED_BYTES = 32;

  private final VerifierKey key;
  private final SeedKey seedKey;

  private NoteSigner(String name, NoteAlgorithm algorithm, byte[] seed) {
    seedKey = SeedKey.of(algorithm, seed);
    key = new VerifierKey(name, algorithm, seedKey.publicKey());
    MlDsaProvider.install();
  }

  /**
   * Generates a key.
   *
   * @throws IllegalArgumentException when the name is no key's name
   */
  public static NoteSigner generate(String name, NoteAlgorithm algorithm) {
    byte[] seed = new byte[SEED_BYTES];
    new SecureRandom().nextBytes(seed);
    return new NoteSigner(name, algorithm, seed);
  }

  /**
   * Parses the line of a private key.
   *
   * @throws IllegalArgumentException when the text is none; the message has no part of the text
   */
  public static NoteSigner parse(String line) {
    String[] parts =
        line.startsWith(PREFIX) ? line.substring(PREFIX.length()).split("\\+", 3) : null;
    if (parts == null || parts.length != 3) {
      throw new IllegalArgumentException("a private key has the form PRIVATE+KEY+name+id+base64");
    }
    byte[] typeAndSeed = decode(parts[2]);
    if (typeAndSeed.length != 1 + SEED_BYTES) {
      throw new IllegalArgumentException("a private key has a type and a seed of 32 bytes");
    }
    NoteAlgorithm algorithm =
        NoteAlgorithm.ofType(typeAndSeed[0])
            .orElseThrow(() -> new IllegalArgumentException("the type of the key is unknown"));
    NoteSigner signer =
        new NoteSigner(parts[0], algorithm, Arrays.copyOfRange(typeAndSeed, 1, 1 + SEED_BYTES));
    if (!signer.key.idHex().equals(parts[1])) {
      throw new IllegalArgumentException("the id of the key is not that of its name and seed");
    }
    return signer;
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The decoder's message shows a character of the secret.
      throw new IllegalArgumentException("the seed of the key is no base64");
    }
  }

  /** Returns the line of the private key, a secret. */
  public String privateLine() {
    byte[] seed = seedKey.seed();
    byte[] typeAndSeed = new byte[1 + seed.length];
    typeAndSeed[0] = key.algorithm().type();
    System.arraycopy(seed, 0, typeAndSeed, 1, seed.length);
    return PREFIX
        + name()
        + "+"
        + key.idHex()
        + "+"
        + Base64.getEncoder().encodeToString(typeAndSeed);
  }

  /** Returns the name of the key. */
  public String name() {
    return key.name();
  }

  /** Returns the algorithm. */
  public NoteAlgorithm algorithm() {
    return key.algorithm();
  }

  /** Returns the public key. */
  public VerifierKey vkey() {
    return key;
  }

  /**
   * Signs the text of a checkpoint.
   *
   * @param time POSIX time of the signature in seconds; ignored by {@link NoteAlgorithm#ED25519}
   * @throws dev.waybill.record.log.InvalidLogException when the algorithm signs checkpoints only,
   *     and the text is none
   */
  public NoteSignature sign(String text, long time) {
    return key.signatureOf(time, seedKey.sign(key.signedMessage(text, time)));
  }

  /** Returns the public key. */
  @Override
  public String toString() {
    return key.toString();
  }
}
