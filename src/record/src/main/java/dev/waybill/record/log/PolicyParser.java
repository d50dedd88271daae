package dev.waybill.record.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * Parser of a policy. Names are opaque octets, so the text is read as ISO 8859-1, which has one
 * character for each octet.
 */
final class PolicyParser {
  private static final int MAX_LOGS = 64;
  private static final int MAX_WITNESSES = 64;
  private static final int MAX_GROUPS = 64;
  private static final int MAX_THRESHOLD_DIGITS = 4;
  private static final int MAX_SHOWN = 60;
  private static final String NONE = "none";

  private final List<PolicyLog> logs = new ArrayList<>();
  private final List<PolicyWitness> witnesses = new ArrayList<>();
  private final Map<String, WitnessQuorum> defined = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private @Nullable WitnessQuorum quorum;

  LogPolicy parse(byte[] text) {
    if (text.length > LogPolicy.MAX_BYTES) {
      throw new IllegalArgumentException(
          "the policy has more than " + LogPolicy.MAX_BYTES + " bytes");
    }
    String[] lines = new String(text, StandardCharsets.ISO_8859_1).split("\n", -1);
    for (int at = 0; at < lines.length; at++) {
      try {
        read(lines[at]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (at + 1) + ": " + e.getMessage(), e);
      }
    }
    if (!lines[lines.length - 1].isEmpty()) {
      // A file that was cut off may end in the middle of a name.
      throw new IllegalArgumentException(
          "line " + lines.length + ": the last line does not end; add a line break");
    }
    if (quorum == null) {
      throw new IllegalArgumentException("there is no line \"quorum\"; add one");
    }
    return new LogPolicy(text, logs, witnesses, quorum);
  }

  private void read(String line) {
    if (line.chars().anyMatch(it -> it == 0x7f || (it < ' ' && it != '\t'))) {
      throw new IllegalArgumentException("has a control character");
    }
    List<String> words = words(line);
    if (words.isEmpty() || words.get(0).startsWith("#")) {
      return;
    }
    List<String> rest = words.subList(1, words.size());
    switch (words.get(0)) {
      case "log" -> addLog(rest);
      case "witness" -> addWitness(rest);
      case "group" -> addGroup(rest);
      case "quorum" -> setQuorum(rest);
      default ->
          throw new IllegalArgumentException(
              "must begin with log, witness, group, quorum or #, not with " + shown(words.get(0)));
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    StringTokenizer tokens = new StringTokenizer(line, " \t");
    while (tokens.hasMoreTokens()) {
      words.add(tokens.nextToken());
    }
    return words;
  }

  private void addLog(List<String> words) {
    requireWords(words, 1, 2, "log <vkey> [<url>]");
    VerifierKey key = key(words.get(0));
    if (key.algorithm() == NoteAlgorithm.ED25519_COSIGNATURE) {
      throw new IllegalArgumentException("the key is a witness's, not a log's");
    }
    if (logs.stream().anyMatch(it -> it.key().hasKeyOf(key))) {
      throw new IllegalArgumentException("the key has a line already");
    }
    logs.add(new PolicyLog(key, words.size() > 1 ? display(words.get(1)) : null));
    requireAtMost(logs.size(), MAX_LOGS, "logs");
  }

  private void addWitness(List<String> words) {
    requireWords(words, 2, 3, "witness <name> <vkey> [<url>]");
    VerifierKey key = key(words.get(1));
    if (!key.algorithm().isCosignature()) {
      throw new IllegalArgumentException("the key is a log's, not a witness's");
    }
    if (witnesses.stream().anyMatch(it -> it.key().hasKeyOf(key))) {
      throw new IllegalArgumentException("the key has a line already");
    }
    define(words.get(0), new WitnessQuorum.Single(key));
    String url = words.size() > 2 ? display(words.get(2)) : null;
    witnesses.add(new PolicyWitness(display(words.get(0)), key, url));
    requireAtMost(witnesses.size(), MAX_WITNESSES, "witnesses");
  }

  private void addGroup(List<String> words) {
    requireWords(words, 3, Integer.MAX_VALUE, "group <name> all|any|<number> <name>...");
    List<WitnessQuorum> parts = new ArrayList<>();
    for (String member : words.subList(2, words.size())) {
      parts.add(defined(member));
      if (!members.add(member)) {
        throw new IllegalArgumentException(shown(member) + " is a member of a group already");
      }
    }
    define(words.get(0), new WitnessQuorum.Group(threshold(words.get(1), parts.size()), parts));
    requireAtMost(defined.size() - witnesses.size(), MAX_GROUPS, "groups");
  }

  private static int threshold(String word, int size) {
    if (word.equals("all")) {
      return size;
    }
    if (word.equals("any")) {
      return 1;
    }
    boolean isNumber =
        word.length() <= MAX_THRESHOLD_DIGITS
            && word.chars().allMatch(it -> it >= '0' && it <= '9');
    int threshold = isNumber ? Integer.parseInt(word) : 0;
    if (threshold < 1 || threshold > size || word.startsWith("0")) {
      throw new IllegalArgumentException(
          "the group needs all, any or a number from 1 to " + size + ", not " + shown(word));
    }
    return threshold;
  }

  private void setQuorum(List<String> words) {
    requireWords(words, 1, 1, "quorum <name>");
    if (quorum != null) {
      throw new IllegalArgumentException("there is another quorum already");
    }
    quorum = words.get(0).equals(NONE) ? WitnessQuorum.NONE : defined(words.get(0));
  }

  private void define(String name, WitnessQuorum rule) {
    if (name.equals(NONE)) {
      throw new IllegalArgumentException("the name none is reserved");
    }
    if (defined.putIfAbsent(name, rule) != null) {
      throw new IllegalArgumentException(shown(name) + " is defined already");
    }
  }

  private WitnessQuorum defined(String name) {
    WitnessQuorum rule = defined.get(name);
    if (rule == null) {
      throw new IllegalArgumentException(shown(name) + " is not defined on a line above");
    }
    return rule;
  }

  private static VerifierKey key(String vkey) {
    try {
      return VerifierKey.parse(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(octets(vkey))).toString());
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("the name of the key is not UTF-8", e);
    }
  }

  private static void requireWords(List<String> words, int from, int to, String form) {
    if (words.size() < from || words.size() > to) {
      throw new IllegalArgumentException("must have the form " + form);
    }
  }

  private static void requireAtMost(int count, int limit, String things) {
    if (count > limit) {
      throw new IllegalArgumentException("there are more than " + limit + " " + things);
    }
  }

  private static byte[] octets(String word) {
    return word.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Returns a word for people; octets that are not UTF-8 are replaced. */
  private static String display(String word) {
    return new String(octets(word), StandardCharsets.UTF_8);
  }

  /** Returns the beginning of a word for a message. */
  private static String shown(String word) {
    return word.length() <= MAX_SHOWN ? display(word) : display(word.substring(0, MAX_SHOWN)) + "…";
  }
}
