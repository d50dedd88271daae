package dev.waybill.record.log;

import java.nio.ByteBuffer;

/**
 * Line of a signed note (C2SP signed-note): one signature of one key.
 *
 * @param name name of the key
 * @param keyId the key's 32-bit id, as a signed number
 * @param base64 canonical base64 of key id and signature, as it stands in the line
 */
public record NoteSignature(String name, int keyId, String base64) {
  private static final String DASH = "\u2014 ";

  /**
   * @throws IllegalArgumentException when the name is no key's name, or the text is not the base64
   *     of the id and at least one byte more
   */
  public NoteSignature {
    byte[] all = CanonicalBase64.decode(base64);
    if (!KeyName.isValid(name) || all.length <= Integer.BYTES || id(all) != keyId) {
      throw new IllegalArgumentException("no signature of a note");
    }
  }

  private static int id(byte[] idAndSignature) {
    return ByteBuffer.wrap(idAndSignature).getInt();
  }

  /** Returns the signature of a key. */
  public static NoteSignature of(String name, int keyId, byte[] signature) {
    byte[] all =
        ByteBuffer.allocate(Integer.BYTES + signature.length).putInt(keyId).put(signature).array();
    return new NoteSignature(name, keyId, CanonicalBase64.encode(all));
  }

  /**
   * Returns the signature of a line.
   *
   * @param line the line without its line break
   * @throws InvalidLogException when the line is no signature
   */
  public static NoteSignature ofLine(String line) {
    String[] parts = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : null;
    if (parts == null || parts.length != 2 || !KeyName.isValid(parts[0])) {
      throw new InvalidLogException("a line of the note is no signature");
    }
    try {
      byte[] all = CanonicalBase64.decode(parts[1]);
      if (all.length <= Integer.BYTES) {
        throw new InvalidLogException("a signature of the note is too short");
      }
      return new NoteSignature(parts[0], id(all), parts[1]);
    } catch (IllegalArgumentException e) {
      throw new InvalidLogException("a signature of the note is no base64");
    }
  }

  /** Returns the signature without the key id. */
  public byte[] signature() {
    byte[] all = CanonicalBase64.decode(base64);
    byte[] signature = new byte[all.length - Integer.BYTES];
    System.arraycopy(all, Integer.BYTES, signature, 0, signature.length);
    return signature;
  }

  /** Returns the line with its line break. */
  public String line() {
    return DASH + name + " " + base64 + "\n";
  }
}
