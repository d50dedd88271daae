package dev.waybill.witness;

import static dev.waybill.witness.RejectedRequestException.INCONSISTENT;
import static dev.waybill.witness.RejectedRequestException.MALFORMED;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Body of a request {@code add-checkpoint}, which is untrusted input.
 *
 * @param oldSize size of the tree that the proof begins at
 * @param proof hashes of the consistency proof
 * @param note the checkpoint with its signatures, of which nothing is verified
 */
record AddCheckpointRequest(long oldSize, List<TreeHash> proof, SignedNote note) {
  /** Limit for the body: 63 hashes, and a checkpoint with 16 of the largest signatures. */
  static final int MAX_BYTES = 128 * 1024;

  private static final int MAX_PROOF = 63;
  private static final Pattern OLD_SIZE = Pattern.compile("old (0|[1-9]\\d{0,18})");

  AddCheckpointRequest {
    proof = List.copyOf(proof);
  }

  /**
   * Parses a body.
   *
   * @throws RejectedRequestException when the body is not of the form that C2SP defines
   */
  static AddCheckpointRequest parse(byte[] body) {
    int blank = body.length > MAX_BYTES ? -1 : blankLine(body);
    if (blank < 0) {
      throw malformed("a request is at most " + MAX_BYTES + " bytes and has an empty line");
    }
    List<String> lines =
        List.of(new String(body, 0, blank, StandardCharsets.ISO_8859_1).split("\n", -1));
    if (lines.size() - 1 > MAX_PROOF) {
      throw malformed("a proof has at most " + MAX_PROOF + " lines");
    }
    try {
      return new AddCheckpointRequest(
          oldSize(lines.get(0)),
          lines.stream().skip(1).map(TreeHash::ofBase64).toList(),
          SignedNote.parse(Arrays.copyOfRange(body, blank + 2, body.length)));
    } catch (InvalidLogException e) {
      throw malformed("the checkpoint is no signed note");
    } catch (IllegalArgumentException e) {
      throw malformed("a line of the proof is not the base64 of a hash");
    }
  }

  private static int blankLine(byte[] body) {
    for (int at = 0; at + 1 < body.length; at++) {
      if (body[at] == '\n' && body[at + 1] == '\n') {
        return at;
      }
    }
    return -1;
  }

  private static long oldSize(String line) {
    Matcher size = OLD_SIZE.matcher(line);
    try {
      if (size.matches()) {
        return Long.parseLong(size.group(1));
      }
    } catch (NumberFormatException tooLarge) {
      throw malformed("the old size is too large");
    }
    throw malformed("the first line is not \"old\" and a size");
  }

  /** Returns the name of the log that the checkpoint states. */
  String origin() {
    return note.text().substring(0, note.text().indexOf('\n'));
  }

  /**
   * Returns the checkpoint.
   *
   * @throws RejectedRequestException when it is none, is smaller than the old size, or states an
   *     impossible root
   */
  Checkpoint checkpoint() {
    Checkpoint checkpoint = parseCheckpoint();
    if (oldSize > checkpoint.size()) {
      throw malformed("the old size is larger than the checkpoint");
    }
    return checkpoint;
  }

  private Checkpoint parseCheckpoint() {
    try {
      return Checkpoint.of(note.text());
    } catch (InvalidLogException e) {
      List<String> lines = note.text().lines().toList();
      if (lines.size() > 1 && lines.get(1).equals("0")) {
        throw new RejectedRequestException(INCONSISTENT, "an empty tree does not have that root");
      }
      throw malformed("the note is no checkpoint");
    }
  }

  private static RejectedRequestException malformed(String problem) {
    return new RejectedRequestException(MALFORMED, problem);
  }
}
