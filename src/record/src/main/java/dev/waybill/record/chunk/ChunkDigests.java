package dev.waybill.record.chunk;

import dev.waybill.record.log.MerkleTree;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * SHA-256 digests of the chunks of one object, and the list in which they are stored.
 *
 * <p>The list has one line for each chunk, in order: the digest in hexadecimal digits, two spaces,
 * the first and the last offset with a dash between them, and a line break. Equal digests have
 * equal lists.
 */
public final class ChunkDigests {
  /** Limit for the size of a list in bytes: two offsets of a line have at most 19 digits each. */
  public static final int MAX_LIST_BYTES = ChunkLayout.MAX_COUNT * (64 + 2 + 2 * 19 + 2);

  private static final int DIGITS = 64;

  private final ChunkLayout layout;
  private final List<Sha256> digests;
  private final TreeHash root;

  private ChunkDigests(ChunkLayout layout, List<Sha256> digests) {
    this.layout = layout;
    this.digests = List.copyOf(digests);
    root = MerkleTree.root(digests.stream().map(it -> TreeHash.ofEntry(it.bytes())).toList());
  }

  /**
   * Returns the digests of an object that was read.
   *
   * @throws IllegalArgumentException when an object of that size has another number of chunks
   */
  public static ChunkDigests of(long objectSize, PartDigests chunks) {
    ChunkLayout layout = new ChunkLayout(objectSize, chunks.partSize());
    if (layout.count() != chunks.digests().size()) {
      throw new IllegalArgumentException(
          chunks.digests().size() + " digests of " + layout.count() + " chunks");
    }
    return new ChunkDigests(layout, chunks.digests());
  }

  /**
   * Reads a list.
   *
   * @param list untrusted input
   * @param stated the statement of a valid record
   * @param objectSize bytes of the object, as the same record states it
   * @throws InvalidChunksException when the list is not the one that the record states
   */
  public static ChunkDigests of(byte[] list, StatedChunks stated, long objectSize)
      throws InvalidChunksException {
    ChunkLayout layout = layout(stated, objectSize);
    ChunkDigests read = new ChunkDigests(layout, digests(list, layout));
    if (!read.root.equals(stated.root())) {
      throw new InvalidChunksException("the digests do not have the root that the record states");
    }
    return read;
  }

  private static ChunkLayout layout(StatedChunks stated, long objectSize)
      throws InvalidChunksException {
    try {
      return stated.layout(objectSize);
    } catch (IllegalArgumentException e) {
      throw new InvalidChunksException(String.valueOf(e.getMessage()));
    }
  }

  private static List<Sha256> digests(byte[] list, ChunkLayout layout)
      throws InvalidChunksException {
    if (list.length > MAX_LIST_BYTES) {
      throw new InvalidChunksException("the list has more than " + MAX_LIST_BYTES + " bytes");
    }
    String text = new String(list, StandardCharsets.US_ASCII);
    List<Sha256> digests = new ArrayList<>(layout.count());
    int at = 0;
    for (int index = 0; index < layout.count(); index++) {
      String end = lineEnd(layout.range(index));
      if (!text.startsWith(end, at + DIGITS)) {
        throw malformed(index, layout);
      }
      digests.add(digest(text.substring(at, at + DIGITS), index, layout));
      at += DIGITS + end.length();
    }
    if (at != text.length()) {
      throw new InvalidChunksException("the list does not end after " + layout.count() + " lines");
    }
    return digests;
  }

  private static Sha256 digest(String hex, int index, ChunkLayout layout)
      throws InvalidChunksException {
    try {
      return new Sha256(hex);
    } catch (IllegalArgumentException e) {
      throw malformed(index, layout);
    }
  }

  private static InvalidChunksException malformed(int index, ChunkLayout layout) {
    return new InvalidChunksException(
        "line " + (index + 1) + " is not the digest of the bytes " + layout.range(index));
  }

  private static String lineEnd(ObjectRange range) {
    return "  " + range + "\n";
  }

  /** Returns the list in ASCII. */
  public byte[] list() {
    StringBuilder list = new StringBuilder();
    for (int index = 0; index < digests.size(); index++) {
      list.append(digests.get(index)).append(lineEnd(layout.range(index)));
    }
    return list.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the statement of a record about these digests. */
  public StatedChunks stated() {
    return new StatedChunks(layout.chunkSize(), digests.size(), root);
  }

  /** Returns the division of the object. */
  public ChunkLayout layout() {
    return layout;
  }

  /**
   * Returns true when a chunk has the digest.
   *
   * @param index number of the chunk, from 0
   * @throws IndexOutOfBoundsException when there is no such chunk
   */
  public boolean verify(int index, Sha256 digest) {
    return digests.get(index).equals(digest);
  }
}
