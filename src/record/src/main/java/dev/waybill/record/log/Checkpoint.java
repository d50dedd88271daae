package dev.waybill.record.log;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Statement of a log about its tree at one size (C2SP tlog-checkpoint), without signatures.
 *
 * @param origin unique name of the log, without line breaks
 * @param size number of entries
 * @param root root hash of the tree
 */
public record Checkpoint(String origin, long size, TreeHash root) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,18}");
  private static final int LINES = 3;

  public Checkpoint {
    if (origin.isBlank() || origin.chars().anyMatch(it -> it < ' ')) {
      throw new IllegalArgumentException("an origin has no line break and is not blank");
    }
    if (size < 0 || (size == 0 && !root.equals(TreeHash.EMPTY_ROOT))) {
      throw new IllegalArgumentException("no tree of size " + size + " has the root " + root);
    }
  }

  /** Returns the text that is signed; extension lines are never written. */
  public String text() {
    return origin + "\n" + size + "\n" + root.base64() + "\n";
  }

  /**
   * Returns the checkpoint of a note's text. Extension lines are accepted and ignored.
   *
   * @throws InvalidLogException when the text is not a checkpoint
   */
  public static Checkpoint of(String text) {
    if (!text.endsWith("\n")) {
      throw new InvalidLogException("the note is no checkpoint: its last line does not end");
    }
    List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
    if (lines.size() < LINES
        || lines.stream().anyMatch(String::isEmpty)
        || !SIZE.matcher(lines.get(1)).matches()) {
      throw new InvalidLogException("the note is no checkpoint");
    }
    try {
      return new Checkpoint(
          lines.get(0), Long.parseLong(lines.get(1)), TreeHash.ofBase64(lines.get(2)));
    } catch (IllegalArgumentException e) {
      throw new InvalidLogException("the note is no checkpoint: " + e.getMessage());
    }
  }
}
