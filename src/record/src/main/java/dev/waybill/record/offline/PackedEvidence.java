package dev.waybill.record.offline;

import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.LogProof;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Record, proof and delegation in an evidence pack. The zip file is untrusted input: it is read in
 * memory with limits, and nothing but these files is kept. Keys and policy in the pack are never
 * used.
 */
public final class PackedEvidence {
  static final String RECORD = "record.sigstore.json";
  static final String PROOF = "log/record.tlog-proof";
  static final String DELEGATION = "keys/delegation.sigstore.json";

  /** Limit for the number of files. */
  static final int MAX_FILES = 4096;

  /** Limit for the ratio of all files to the zip file. */
  static final long MAX_RATIO = 100;

  private static final Map<String, Integer> LIMITS =
      Map.of(
          RECORD,
          RecordVerifier.MAX_RECORD_BYTES,
          DELEGATION,
          RecordVerifier.MAX_RECORD_BYTES,
          PROOF,
          LogProof.MAX_BYTES);
  private static final byte[] MAGIC = {'P', 'K', 3, 4};
  private static final int BUFFER_BYTES = 64 * 1024;

  private final byte[] record;
  private final byte @Nullable [] proof;
  private final byte @Nullable [] delegation;

  private PackedEvidence(byte[] record, byte @Nullable [] proof, byte @Nullable [] delegation) {
    this.record = record;
    this.proof = proof;
    this.delegation = delegation;
  }

  /**
   * Reads a pack.
   *
   * @return empty when the file is no zip file
   * @throws WrongFileException when it is a zip file, and no pack
   * @throws IOException when it cannot be read
   */
  public static Optional<PackedEvidence> read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
        return Optional.empty();
      }
    }
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      Map<String, byte[]> kept = files(zip, Files.size(file) * MAX_RATIO);
      byte[] record = kept.get(RECORD);
      if (record == null) {
        throw new ZipException("it has no " + RECORD);
      }
      return Optional.of(new PackedEvidence(record, kept.get(PROOF), kept.get(DELEGATION)));
    } catch (ZipException | IllegalArgumentException e) {
      throw new WrongFileException(
          file
              + " is a ZIP archive and no evidence pack ("
              + e.getMessage()
              + "); unpack it first (unzip)");
    }
  }

  private static Map<String, byte[]> files(ZipInputStream zip, long maxBytes) throws IOException {
    Map<String, byte[]> kept = new HashMap<>();
    Set<String> names = new HashSet<>();
    long rest = maxBytes;
    for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      String name = entry.getName();
      if (names.size() == MAX_FILES || !names.add(name)) {
        throw new ZipException("it has too many files, or one twice");
      }
      Integer limit = LIMITS.get(name);
      if (limit == null) {
        rest -= skip(zip, rest);
      } else {
        byte[] content = zip.readNBytes(limit + 1);
        if (content.length > limit) {
          throw new ZipException(name + " is too large");
        }
        kept.put(name, content);
        rest -= content.length;
      }
      if (rest < 0) {
        throw new ZipException("its files are too large for it");
      }
    }
    return kept;
  }

  /** Reads at most one buffer more than the limit; returns the number of bytes. */
  private static long skip(InputStream in, long limit) throws IOException {
    byte[] buffer = new byte[BUFFER_BYTES];
    long size = 0;
    for (int read = in.read(buffer); read >= 0 && size <= limit; read = in.read(buffer)) {
      size += read;
    }
    return size;
  }

  /** Returns a copy of the record. */
  public byte[] record() {
    return record.clone();
  }

  /** Returns a copy of the proof that the log has the record; empty when the pack has none. */
  public Optional<byte[]> proof() {
    return Optional.ofNullable(proof).map(byte[]::clone);
  }

  /** Returns a copy of the delegation of the key that signed; empty when the pack has none. */
  public Optional<byte[]> delegation() {
    return Optional.ofNullable(delegation).map(byte[]::clone);
  }
}
