package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogPolicyTest {
  private static final List<VerifierKey> WITNESSES =
      List.of(witness("x1"), witness("x2"), witness("x3"), witness("y1"), witness("y2"));

  private static final VerifierKey LOG = NoteTestKey.ofLog("example.com/log").key();

  /** The two levels of groups of the specification's example. */
  private static final String EXAMPLE =
      """
      log LOG

      witness X1 W0
      witness X2 W1
      witness X3 W2
      group X-witnesses 2 X1 X2 X3

      witness Y1 W3
      witness Y2 W4
      group Y-witnesses any Y1 Y2

      group X-and-Y all X-witnesses Y-witnesses
      quorum X-and-Y
      """;

  private static VerifierKey witness(String name) {
    return NoteTestKey.ofWitness("witness.example/" + name).key();
  }

  private static LogPolicy parse(String text) {
    return LogPolicy.parse(keyed(text).getBytes(StandardCharsets.UTF_8));
  }

  private static String keyed(String text) {
    String keyed = text.replace("LOG", LOG.toString());
    for (int at = 0; at < WITNESSES.size(); at++) {
      keyed = keyed.replace(" W" + at, " " + WITNESSES.get(at));
    }
    return keyed;
  }

  @Test
  void readsTheExampleOfTheSpecification() {
    LogPolicy policy = parse(EXAMPLE);

    assertThat(policy.logs()).containsExactly(new PolicyLog(LOG, null));
    assertThat(policy.witnesses())
        .extracting(PolicyWitness::name)
        .containsExactly("X1", "X2", "X3", "Y1", "Y2");
    assertThat(policy.bytes()).isEqualTo(keyed(EXAMPLE).getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void countsTheQuorumOfTheExample(@ForAll @IntRange(max = 31) int subset) {
    Set<VerifierKey> cosigned = new HashSet<>();
    for (int at = 0; at < 5; at++) {
      if ((subset >> at & 1) == 1) {
        cosigned.add(WITNESSES.get(at));
      }
    }

    assertThat(parse(EXAMPLE).quorum().isMet(cosigned))
        .isEqualTo(Integer.bitCount(subset & 7) >= 2 && subset >> 3 > 0);
  }

  @Test
  void needsNoWitnessForQuorumNone() {
    LogPolicy policy = parse("witness w W0\nquorum none\n");

    assertThat(policy.quorum().isMet(Set.of())).isTrue();
    assertThat(policy.logs()).isEmpty();
  }

  @Test
  void needsTheNamedWitness() {
    LogPolicy policy = parse("witness w W0\nwitness v W1\nquorum w\n");

    assertThat(policy.quorum().isMet(Set.of(WITNESSES.get(0)))).isTrue();
    assertThat(policy.quorum().isMet(Set.of(WITNESSES.get(1)))).isFalse();
  }

  @Test
  void readsBlanksCommentsAndUrls() {
    LogPolicy policy =
        parse(
            Stream.of(
                    "# first",
                    " \t ",
                    "\t# log nonsense",
                    "  log\tLOG   https://log.example/a#b ",
                    " witness w#1 W0\thttps://w.example/ \t",
                    "quorum  w#1",
                    "# last")
                .collect(Collectors.joining("\n", "", "\n")));

    assertThat(policy.logs()).containsExactly(new PolicyLog(LOG, "https://log.example/a#b"));
    assertThat(policy.witnesses())
        .containsExactly(new PolicyWitness("w#1", WITNESSES.get(0), "https://w.example/"));
  }

  @Test
  void tellsOpaqueNamesApart() {
    // The Kelvin sign and K, and octets that are not UTF-8 at all.
    LogPolicy policy = parse("witness K W0\nwitness \u212a W1\nquorum \u212a\n");
    assertThat(policy.quorum().isMet(Set.of(WITNESSES.get(1)))).isTrue();
    assertThat(policy.quorum().isMet(Set.of(WITNESSES.get(0)))).isFalse();

    byte[] octets =
        keyed("witness \u00fe W0\nwitness \u00ff W1\nquorum \u00ff\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertThat(LogPolicy.parse(octets).quorum().isMet(Set.of(WITNESSES.get(1)))).isTrue();
    assertThat(LogPolicy.parse(octets).quorum().isMet(Set.of(WITNESSES.get(0)))).isFalse();
  }

  @Test
  void readsKeyNamesAsUtf8() {
    VerifierKey key = NoteTestKey.ofLog("bücher.example/log").key();

    LogPolicy policy =
        LogPolicy.parse(("log " + key + "\nquorum none\n").getBytes(StandardCharsets.UTF_8));

    assertThat(policy.logs().get(0).key()).isEqualTo(key);
  }

  @Test
  void supportsTheNumbersThatTheSpecificationAsks() {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < 32; at++) {
      text.append("log ").append(NoteTestKey.ofLog("log" + at).key()).append('\n');
      text.append("witness w").append(at).append(' ').append(witness("w" + at)).append('\n');
      text.append("group g").append(at).append(" all w").append(at);
      text.append(at == 0 ? "" : " g" + (at - 1)).append('\n');
    }
    LogPolicy policy =
        LogPolicy.parse(text.append("quorum g31\n").toString().getBytes(StandardCharsets.UTF_8));

    Set<VerifierKey> all = new HashSet<>();
    policy.witnesses().forEach(it -> all.add(it.key()));
    assertThat(policy.quorum().isMet(all)).isTrue();
    all.remove(policy.witnesses().get(7).key());
    assertThat(policy.quorum().isMet(all)).isFalse();
  }

  @Test
  void acceptsOneLogWithoutWitnesses() {
    VerifierKey other = NoteTestKey.ofLog(LOG.name()).key();

    LogPolicy policy = LogPolicy.ofLog(List.of(LOG, other));

    assertThat(policy.logs()).extracting(PolicyLog::key).containsExactly(LOG, other);
    assertThat(LogPolicy.parse(policy.bytes()).logs()).isEqualTo(policy.logs());
    assertThat(policy.quorum()).isEqualTo(WitnessQuorum.NONE);
  }

  static Stream<Map.Entry<String, String>> defects() {
    return Stream.of(
        Map.entry("", "there is no line \"quorum\""),
        Map.entry("log LOG\n", "there is no line \"quorum\""),
        Map.entry("quorum none", "line 1: the last line does not end"),
        Map.entry("quorum none\n# comment", "line 2: the last line does not end"),
        Map.entry("quorum none\nquorum none\n", "line 2: there is another quorum"),
        Map.entry("quorum w\nwitness w W0\n", "line 1: w is not defined on a line above"),
        Map.entry("quorum\n", "line 1: must have the form quorum <name>"),
        Map.entry("quorum none none\n", "line 1: must have the form quorum <name>"),
        Map.entry("quorum none # why\n", "line 1: must have the form quorum <name>"),
        Map.entry("\n\nlogs LOG\nquorum none\n", "line 3: must begin with log, witness,"),
        Map.entry("LOG\n", "line 1: must begin with log, witness,"),
        Map.entry("Quorum none\n", "line 1: must begin with log, witness,"),
        Map.entry("log\nquorum none\n", "line 1: must have the form log <vkey> [<url>]"),
        Map.entry("log LOG url more\n", "line 1: must have the form log <vkey> [<url>]"),
        Map.entry("log LOGA\n", "line 1: "),
        Map.entry("log nonsense\n", "line 1: a key has the form name+id+base64"),
        Map.entry("log W0\n", "line 1: the key is a witness's"),
        Map.entry("log LOG\nlog LOG\n", "line 2: the key has a line already"),
        Map.entry("witness w LOG\n", "line 1: the key is a log's"),
        Map.entry("witness w\n", "line 1: must have the form witness <name> <vkey> [<url>]"),
        Map.entry("witness w W0\nwitness v W0\n", "line 2: the key has a line already"),
        Map.entry("witness w W0\nwitness w W1\n", "line 2: w is defined already"),
        Map.entry("witness none W0\n", "line 1: the name none is reserved"),
        Map.entry("group none all w\n", "line 1: w is not defined on a line above"),
        Map.entry("witness w W0\ngroup none all w\n", "line 2: the name none is reserved"),
        Map.entry("witness w W0\ngroup w all w\n", "line 2: w is defined already"),
        Map.entry("group g all\n", "line 1: must have the form group"),
        Map.entry("group g all none\n", "line 1: none is not defined on a line above"),
        Map.entry("group g all g\n", "line 1: g is not defined on a line above"),
        Map.entry("witness w W0\ngroup g 0 w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g 2 w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g 01 w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g +1 w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g -1 w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g ١ w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g 4294967297 w\n", "line 2: the group needs all,"),
        Map.entry("witness w W0\ngroup g some w\n", "line 2: the group needs all, any or a number"),
        Map.entry("witness w W0\ngroup g any w w\n", "line 2: w is a member of a group already"),
        Map.entry(
            "witness w W0\ngroup g any w\ngroup h any w\n",
            "line 3: w is a member of a group already"),
        Map.entry("quorum none\r\n", "line 1: has a control character"),
        Map.entry("quorum\u000bnone\n", "line 1: has a control character"),
        Map.entry("# \u007f\nquorum none\n", "line 1: has a control character"),
        Map.entry("# \u0000\nquorum none\n", "line 1: has a control character"),
        Map.entry("quorum\u00a0none\n", "line 1: must begin with log, witness,"),
        Map.entry("#".repeat(LogPolicy.MAX_BYTES) + "\nquorum none\n", "the policy has more than"));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void namesTheLineAndItsDefect(Map.Entry<String, String> defect) {
    assertThatThrownBy(() -> parse(defect.getKey()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(defect.getValue());
  }

  @Test
  void limitsTheNumberOfLogs() {
    List<VerifierKey> keys = new ArrayList<>();
    for (int at = 0; at < 65; at++) {
      keys.add(NoteTestKey.ofLog("log").key());
    }

    assertThatThrownBy(() -> LogPolicy.ofLog(keys))
        .hasMessageStartingWith("line 65: there are more than 64 logs");
  }

  @Property
  void failsWithNothingButNamedDefects(@ForAll byte[] text) {
    try {
      assertThat(LogPolicy.parse(text).bytes()).isEqualTo(text);
    } catch (IllegalArgumentException rejected) {
      assertThat(rejected).hasMessageMatching("(?s)(line \\d+: |there is no line).*");
    }
  }
}
