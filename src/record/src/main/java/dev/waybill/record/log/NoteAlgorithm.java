package dev.waybill.record.log;

import java.util.Arrays;
import java.util.Optional;

/** Algorithms of the signatures of checkpoints (C2SP signed-note and tlog-cosignature). */
public enum NoteAlgorithm {
  /** Signature of the text with Ed25519; the log's own. */
  ED25519(1, 32, 0, 64),
  /** Signature of text and time with Ed25519; a witness's. */
  ED25519_COSIGNATURE(4, 32, Long.BYTES, 64),
  /** Signature of tree, name and time with ML-DSA-44; the log's own or a witness's. */
  ML_DSA_44_COSIGNATURE(6, 1312, Long.BYTES, 2420);

  private final int type;
  private final int keyBytes;
  private final int timeBytes;
  private final int signatureBytes;

  NoteAlgorithm(int type, int keyBytes, int timeBytes, int signatureBytes) {
    this.type = type;
    this.keyBytes = keyBytes;
    this.timeBytes = timeBytes;
    this.signatureBytes = signatureBytes;
  }

  /** Returns the algorithm that a byte in keys stands for; empty when it is unknown. */
  public static Optional<NoteAlgorithm> ofType(byte type) {
    return Arrays.stream(values()).filter(it -> it.type() == type).findFirst();
  }

  /** Returns the byte that stands for the algorithm in keys and key ids. */
  public byte type() {
    return (byte) type;
  }

  /** Returns true for signatures that state a time, which witnesses make. */
  public boolean isCosignature() {
    return timeBytes > 0;
  }

  int keyBytes() {
    return keyBytes;
  }

  /** Returns the number of bytes of the time that precedes the signature; zero for none. */
  int timeBytes() {
    return timeBytes;
  }

  /** Returns the number of bytes of a signature behind the time. */
  int signatureBytes() {
    return signatureBytes;
  }

  /** Returns the name of the algorithm in the JCA. */
  String jcaName() {
    return this == ML_DSA_44_COSIGNATURE ? "ML-DSA" : "Ed25519";
  }
}
