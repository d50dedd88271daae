package dev.waybill.fixity.report;

import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * Digest of the list of a cycle's result files in the order of their keys, each as {@code
 * sha256sum} prints it.
 */
final class ResultList {
  /** Limit for the invalid keys that are listed; a key may have a KiB. */
  private static final int MAX_INVALID = 20;

  private final MessageDigest digest;
  private final List<String> invalid = new ArrayList<>();
  private long files;
  private long invalidCount;
  private long superseded;
  private long supersededDefects;

  ResultList() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  /** Adds a file. */
  void add(String key, Sha256 sha256) {
    files++;
    digest.update((sha256.hex() + "  " + key + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Counts an object that is no result and therefore proves nothing. */
  void addInvalid(String key) {
    invalidCount++;
    if (invalid.size() < MAX_INVALID) {
      invalid.add(key);
    }
  }

  /**
   * Counts a file whose tile has a result of more entries.
   *
   * @param defects number of the defects in it, which the other result decides about again
   */
  void addSuperseded(long defects) {
    superseded++;
    supersededDefects += defects;
  }

  /** Returns the digest; call once, after the last file. */
  Sha256 digest() {
    return Sha256.of(digest.digest());
  }

  /** Returns the number of files in the list. */
  long files() {
    return files;
  }

  /** Returns the keys of the first objects that are no results. */
  List<String> invalid() {
    return invalid;
  }

  /** Returns the number of objects that are no results. */
  long invalidCount() {
    return invalidCount;
  }

  /** Returns the number of files whose tile has a result of more entries. */
  long superseded() {
    return superseded;
  }

  /** Returns the number of defects in superseded files. */
  long supersededDefects() {
    return supersededDefects;
  }
}
