package dev.waybill.witness;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Port to the latest cosigned checkpoint of each log. Every method throws an unchecked exception
 * when the state cannot be reached; a checkpoint that cannot be read must never look absent.
 */
public interface WitnessState extends AutoCloseable {
  /** Limit for a checkpoint, in bytes. */
  int MAX_BYTES = 1_000_000;

  /** Checkpoint as the state holds it. */
  final class Kept {
    private final byte[] note;
    private final String version;

    /**
     * @param note the bytes, which are not copied: the caller gives them up
     * @param version a text that changes whenever another checkpoint is stored
     */
    public Kept(byte[] note, String version) {
      this.note = note;
      this.version = version;
    }

    /** Returns the bytes, which are not copied and must not be changed. */
    public byte[] note() {
      return note;
    }

    /** Returns the version, for {@link WitnessState#replace}. */
    public String version() {
      return version;
    }
  }

  /**
   * Returns the latest checkpoint of a log; empty when none was ever stored.
   *
   * @param log the SHA-256 of the log's origin, in lower-case hex
   */
  Optional<Kept> find(String log);

  /**
   * Stores a checkpoint durably, unless another writer has stored one since the read.
   *
   * @param version the version that was read; null when there was none
   * @return false when another writer was first
   */
  boolean replace(String log, byte[] note, @Nullable String version);

  /** Releases the state. */
  @Override
  void close();
}
