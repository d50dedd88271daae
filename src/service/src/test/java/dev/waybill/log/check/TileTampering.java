package dev.waybill.log.check;

import static dev.waybill.log.check.TamperedLogs.flipped;
import static dev.waybill.log.check.TamperedLogs.key;
import static dev.waybill.log.check.TamperedLogs.read;
import static dev.waybill.log.check.TamperedLogs.replace;
import static dev.waybill.log.check.TamperedLogs.told;

import dev.waybill.log.check.TamperedLogs.Place;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Ways to tamper with tiles and bundles; each returns the findings that tell it. */
final class TileTampering {
  private TileTampering() {}

  static List<byte[]> entries(WatchedLog log, TileAddress tile) {
    return new ArrayList<>(EntryBundle.decode(read(log, key(tile.bundle()))));
  }

  static Set<String> changeTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.TILE_CHANGED, key);
  }

  static Set<String> cutTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    byte[] tile = read(log, key);
    replace(log.store, key, Arrays.copyOf(tile, random.nextInt(tile.length)));
    return told(LogDefectKind.TILE_CHANGED, key);
  }

  static Set<String> destroyTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    log.store.destroy(key);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  static Set<String> hideTile(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log));
    log.store.put(key, null);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  static Set<String> changeBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.BUNDLE_CHANGED, key);
  }

  static Set<String> cutBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    byte[] bundle = read(log, key);
    replace(log.store, key, Arrays.copyOf(bundle, random.nextInt(bundle.length)));
    return told(LogDefectKind.BUNDLE_CHANGED, key);
  }

  static Set<String> exchangeEntries(WatchedLog log, Random random, Place place) {
    TileAddress tile = place.tile(log);
    List<byte[]> entries = entries(log, tile);
    Collections.swap(entries, 0, 1 + random.nextInt(entries.size() - 1));
    replace(log.store, key(tile.bundle()), EntryBundle.encode(entries));
    return told(LogDefectKind.BUNDLE_CHANGED, key(tile.bundle()));
  }

  static Set<String> destroyBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    log.store.destroy(key);
    return told(LogDefectKind.BUNDLE_MISSING, key);
  }

  static Set<String> hideBundle(WatchedLog log, Random random, Place place) {
    String key = key(place.tile(log).bundle());
    log.store.put(key, null);
    return told(LogDefectKind.BUNDLE_MISSING, key);
  }

  static Set<String> changeEntryAndLeaf(WatchedLog log, Random random, Place place) {
    TileAddress tile = place.tile(log);
    List<byte[]> entries = entries(log, tile);
    entries.set(random.nextInt(entries.size()), WatchedLog.entry(1_000_000).bytes());
    replace(log.store, key(tile.bundle()), EntryBundle.encode(entries));
    replace(log.store, key(tile), TileHashes.ofEntries(entries));
    return told(LogDefectKind.LEAF_MISMATCH, key(tile.bundle()));
  }

  static Set<String> changeTileAndBundle(WatchedLog log, Random random, Place place) {
    Set<String> both = new LinkedHashSet<>(changeTile(log, random, place));
    both.addAll(changeBundle(log, random, place));
    return both;
  }

  static Set<String> changeUpperTile(WatchedLog log, Random random, Place place) {
    String key = key(TileAddress.at(1, 0, log.newest().size()));
    replace(log.store, key, flipped(read(log, key), random));
    return told(LogDefectKind.UPPER_TILE_CHANGED, key);
  }

  static Set<String> destroyUpperTile(WatchedLog log, Random random, Place place) {
    String key = key(TileAddress.at(1, 0, log.newest().size()));
    log.store.destroy(key);
    return told(LogDefectKind.TILE_MISSING, key);
  }

  /** The hash above the changed leaf is changed as well, so that three objects agree. */
  static Set<String> changeUpToTheEdge(WatchedLog log, Random random, Place place) {
    Set<String> all = new LinkedHashSet<>(changeEntryAndLeaf(log, random, place));
    TileAddress tile = place.tile(log);
    String above = key(TileAddress.at(1, 0, log.newest().size()));
    byte[] hashes = read(log, above);
    byte[] hash = TileHashes.root(read(log, key(tile))).bytes();
    System.arraycopy(hash, 0, hashes, (int) tile.index() * TreeHash.BYTES, TreeHash.BYTES);
    replace(log.store, above, hashes);
    all.addAll(told(LogDefectKind.UPPER_TILE_CHANGED, above));
    return all;
  }

  static Set<String> overwriteAndRestore(WatchedLog log, Random random, Place place) {
    String key = key(random.nextBoolean() ? place.tile(log) : place.tile(log).bundle());
    byte[] right = read(log, key);
    log.store.put(key, random.nextBoolean() ? flipped(right, random) : null);
    log.store.put(key, right);
    return told(LogDefectKind.TILE_OVERWRITTEN, key);
  }

  static Set<String> appendMalformedEntry(WatchedLog log, Random random, Place place) {
    log.round(List.of("{}".getBytes(StandardCharsets.UTF_8)));
    long size = log.newest().size();
    return told(
        LogDefectKind.ENTRY_MALFORMED, key(TileAddress.at(TileAddress.ENTRIES, size - 1, size)));
  }
}
