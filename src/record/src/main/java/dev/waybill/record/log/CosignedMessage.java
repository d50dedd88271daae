package dev.waybill.record.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes that a key signs for a checkpoint, for each algorithm. */
public final class CosignedMessage {
  private static final byte[] SUBTREE = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);

  private CosignedMessage() {}

  /**
   * Returns the bytes to sign.
   *
   * @param keyName name of the signing key
   * @param text text of the checkpoint's note
   * @param time POSIX time of the signature in seconds; ignored by {@link NoteAlgorithm#ED25519}
   */
  public static byte[] of(NoteAlgorithm algorithm, String keyName, String text, long time) {
    return switch (algorithm) {
      case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
      case ED25519_COSIGNATURE ->
          ("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8);
      case ML_DSA_44_COSIGNATURE -> subtree(keyName, Checkpoint.of(text), time);
    };
  }

  private static byte[] subtree(String keyName, Checkpoint checkpoint, long time) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(SUBTREE);
    addName(message, keyName);
    addLong(message, time);
    addName(message, checkpoint.origin());
    addLong(message, 0);
    addLong(message, checkpoint.size());
    message.writeBytes(checkpoint.root().bytes());
    return message.toByteArray();
  }

  private static void addName(ByteArrayOutputStream message, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0 || bytes.length > VerifierKey.MAX_NAME_BYTES) {
      throw new InvalidLogException("a name has " + bytes.length + " bytes instead of 1 to 255");
    }
    message.write(bytes.length);
    message.writeBytes(bytes);
  }

  private static void addLong(ByteArrayOutputStream message, long number) {
    message.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
  }
}
