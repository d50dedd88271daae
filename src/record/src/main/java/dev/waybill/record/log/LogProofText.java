package dev.waybill.record.log;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text form of proofs. */
final class LogProofText {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

  private final byte[] bytes;
  private int at;

  private LogProofText(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Returns the lines before the checkpoint. */
  static String head(long index, List<TreeHash> hashes, byte @Nullable [] extra) {
    StringBuilder head = new StringBuilder(HEADER).append('\n');
    if (extra != null) {
      head.append(EXTRA).append(CanonicalBase64.encode(extra)).append('\n');
    }
    head.append(INDEX).append(index).append('\n');
    hashes.forEach(it -> head.append(it.base64()).append('\n'));
    return head.append('\n').toString();
  }

  static LogProof read(byte[] bytes) {
    if (bytes.length > LogProof.MAX_BYTES) {
      throw new InvalidLogException("the proof has more than " + LogProof.MAX_BYTES + " bytes");
    }
    try {
      return new LogProofText(bytes).read();
    } catch (IllegalArgumentException e) {
      throw new InvalidLogException("the proof is malformed: " + e.getMessage());
    }
  }

  private LogProof read() {
    if (!line().equals(HEADER)) {
      throw new InvalidLogException("the file is no proof: its first line is not " + HEADER);
    }
    String line = line();
    byte[] extra = null;
    if (line.startsWith(EXTRA)) {
      extra = CanonicalBase64.decode(line.substring(EXTRA.length()));
      line = line();
    }
    long index = index(line);
    List<TreeHash> hashes = hashes();
    SignedNote checkpoint = SignedNote.parse(Arrays.copyOfRange(bytes, at, bytes.length));
    return new LogProof(index, hashes, checkpoint, extra);
  }

  private static long index(String line) {
    String number = line.startsWith(INDEX) ? line.substring(INDEX.length()) : "";
    if (!NUMBER.matcher(number).matches()) {
      throw new InvalidLogException("the proof has no line \"index\" with a number");
    }
    return Long.parseLong(number);
  }

  private List<TreeHash> hashes() {
    List<TreeHash> hashes = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      if (hashes.size() == LogProof.MAX_HASHES) {
        throw new InvalidLogException("the proof has more hashes than a tree is high");
      }
      hashes.add(TreeHash.ofBase64(line));
    }
    return hashes;
  }

  /** Returns the next line, one character for each octet. */
  private String line() {
    int begin = at;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    if (at == bytes.length) {
      throw new InvalidLogException("the proof is cut off");
    }
    return new String(bytes, begin, at++ - begin, StandardCharsets.ISO_8859_1);
  }
}
