package dev.waybill.witness;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.log.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log of a test that knows each of its trees, so that any checkpoint and proof can be made. */
public final class GrowingLog {
  private static final Instant TIME = Instant.parse("2026-11-29T12:00:00Z");

  private final String history;
  private final Ed25519Signer signer;
  private final Map<TileAddress, byte[]> tiles = new HashMap<>();
  private final List<TreeHash> roots = new ArrayList<>();

  /**
   * @param history text that makes the entries; logs with other texts are forks
   * @param size largest size
   */
  public GrowingLog(String origin, String history, int size) {
    this.history = history;
    this.signer = Ed25519Signer.ofLog(origin);
    TreeBuilder tree = TreeBuilder.empty();
    roots.add(tree.root());
    for (int at = 0; at < size; at++) {
      tiles.putAll(tree.append(List.of(TreeHash.ofEntry(entry(at)))));
      roots.add(tree.root());
    }
  }

  private byte[] entry(int at) {
    return (history + at).getBytes(StandardCharsets.UTF_8);
  }

  /** Returns every tile that a tree of a size has. */
  public Map<TileAddress, byte[]> tiles(int size) {
    Map<TileAddress, byte[]> all = new HashMap<>();
    for (TileAddress address : TileAddress.ofTree(size)) {
      if (address.level() >= 0) {
        all.put(address, tiles.get(address));
      }
    }
    return all;
  }

  public Ed25519Signer signer() {
    return signer;
  }

  public Checkpoint checkpoint(int size) {
    return new Checkpoint(signer.key().name(), size, roots.get(size));
  }

  public SignedNote note(int size) {
    String text = checkpoint(size).text();
    return new SignedNote(text, List.of(signer.sign(text, TIME)));
  }

  public List<TreeHash> proof(int oldSize, int size) {
    return new TileTree(address -> Optional.ofNullable(tiles.get(address)), size)
        .consistencyProof(oldSize);
  }

  /** Returns the body of the request to go from one size to another. */
  public byte[] request(int oldSize, int size) {
    return body("old " + oldSize, proof(oldSize, size), note(size));
  }

  public static byte[] body(String first, List<TreeHash> proof, SignedNote note) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    StringBuilder head = new StringBuilder(first).append('\n');
    proof.forEach(it -> head.append(it.base64()).append('\n'));
    body.writeBytes(head.append('\n').toString().getBytes(StandardCharsets.UTF_8));
    body.writeBytes(note.bytes());
    return body.toByteArray();
  }
}
