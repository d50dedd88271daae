package dev.waybill.record.log;

/** Algorithms of the signatures of checkpoints (C2SP signed-note and tlog-cosignature). */
public enum NoteAlgorithm {
  /** Signature of the text with Ed25519; the log's own. */
  ED25519(1, 32, 0),
  /** Signature of text and time with Ed25519; a witness's. */
  ED25519_COSIGNATURE(4, 32, Long.BYTES),
  /** Signature of tree, name and time with ML-DSA-44; the log's own or a witness's. */
  ML_DSA_44_COSIGNATURE(6, 1312, Long.BYTES);

  private final int type;
  private final int keyBytes;
  private final int timeBytes;

  NoteAlgorithm(int type, int keyBytes, int timeBytes) {
    this.type = type;
    this.keyBytes = keyBytes;
    this.timeBytes = timeBytes;
  }

  /** Returns the byte that stands for the algorithm in keys and key ids. */
  byte type() {
    return (byte) type;
  }

  int keyBytes() {
    return keyBytes;
  }

  /** Returns the number of bytes of the time that precedes the signature; zero for none. */
  int timeBytes() {
    return timeBytes;
  }
}
