package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LogProofTest {
  private static final String ORIGIN = "records.example/log";
  private static final NoteTestKey LOG = NoteTestKey.ofLog(ORIGIN);
  private static final NoteTestKey WITNESS = NoteTestKey.ofWitness("witness.example/w");
  private static final long TIME = 1_800_000_000;

  private static final LogPolicy POLICY =
      policy("log " + LOG.key() + "\nwitness w " + WITNESS.key() + "\nquorum w\n");

  private static final LogProof PROOF = proof(5, 7);

  private static LogPolicy policy(String text) {
    return LogPolicy.parse(text.getBytes(StandardCharsets.UTF_8));
  }

  private static LogEntry entry(int number) {
    return new LogEntry(
        EntryKind.SEAL,
        "records/" + number,
        Sha256.hash("record " + number),
        new ObjectVersion("bucket", "key " + number, "v1"),
        number,
        null,
        Sha256.hash("object " + number),
        null,
        Instant.parse("2026-11-29T12:00:00Z"));
  }

  private static byte[] record(int number) {
    return ("record " + number).getBytes(StandardCharsets.UTF_8);
  }

  private static List<TreeHash> leaves(int size) {
    List<TreeHash> leaves = new ArrayList<>();
    for (int at = 0; at < size; at++) {
      leaves.add(entry(at).leafHash());
    }
    return leaves;
  }

  private static SignedNote checkpoint(int size) {
    String text = new Checkpoint(ORIGIN, size, MerkleTree.root(leaves(size))).text();
    return new SignedNote(text, List.of(LOG.sign(text, TIME), WITNESS.sign(text, TIME)));
  }

  private static LogProof proof(int index, int size) {
    Map<TileAddress, byte[]> tiles = TreeBuilder.empty().append(leaves(size));
    TileTree tree = new TileTree(it -> Optional.ofNullable(tiles.get(it)), size);
    return new LogProof(index, tree.inclusionProof(index), checkpoint(size), entry(index).bytes());
  }

  @Property(tries = 50)
  void provesEachRecordOfLog(
      @ForAll @IntRange(min = 1, max = 300) int size, @ForAll @IntRange(max = 299) int number) {
    LogProof proof = proof(number % size, size);

    ProofVerdict verdict =
        LogProof.parse(proof.bytes()).verifyRecord(POLICY, record(number % size));

    assertThat(verdict.isVerified()).isTrue();
    assertThat(verdict.entry()).isEqualTo(entry(number % size));
    PolicyVerdict policy = verdict.policy();
    assertThat(policy).isNotNull();
    assertThat(policy.cosignatures())
        .extracting(WitnessCosignature::at)
        .containsExactly(Instant.ofEpochSecond(TIME));
  }

  @Property(tries = 500)
  void provesNothingElseWithAnyChangedByte(
      @ForAll @IntRange(max = 1500) int at, @ForAll byte changed) {
    byte[] bytes = PROOF.bytes();
    int place = at % bytes.length;
    byte before = bytes[place];
    bytes[place] = changed;
    try {
      LogProof read = LogProof.parse(bytes);
      assertThat(read.bytes()).isEqualTo(bytes);
      ProofVerdict verdict = read.verifyRecord(POLICY, record(5));
      // A signature whose name or key id was changed is that of an unknown key.
      assertThat(verdict.isVerified()).isEqualTo(before == changed);
    } catch (InvalidLogException rejected) {
      assertThat(before).isNotEqualTo(changed);
    }
  }

  @Test
  void namesTheFailureOfEachOtherRecord() {
    LogProof proof = PROOF;

    assertThat(proof.verifyRecord(POLICY, record(4)).failure())
        .isEqualTo(ProofFailure.OTHER_RECORD);
    assertThat(
            new LogProof(4, proof.hashes(), proof.checkpoint(), entry(5).bytes())
                .verifyRecord(POLICY, record(5))
                .failure())
        .isEqualTo(ProofFailure.NOT_INCLUDED);
    assertThat(
            new LogProof(5, proof.hashes(), proof.checkpoint(), entry(4).bytes())
                .verifyRecord(POLICY, record(4))
                .failure())
        .isEqualTo(ProofFailure.NOT_INCLUDED);
    assertThat(
            new LogProof(5, List.of(), proof.checkpoint(), entry(5).bytes())
                .verifyRecord(POLICY, record(5))
                .failure())
        .isEqualTo(ProofFailure.NOT_INCLUDED);
    assertThat(
            new LogProof(5, proof.hashes(), proof.checkpoint(), null)
                .verifyRecord(POLICY, record(5))
                .failure())
        .isEqualTo(ProofFailure.NO_ENTRY);
    assertThat(
            new LogProof(5, proof.hashes(), proof.checkpoint(), record(5))
                .verifyRecord(POLICY, record(5))
                .failure())
        .isEqualTo(ProofFailure.NO_ENTRY);
    SignedNote note = new SignedNote("text\n", List.of(LOG.sign("text\n", TIME)));
    assertThat(
            new LogProof(5, proof.hashes(), note, entry(5).bytes())
                .verifyRecord(POLICY, record(5))
                .failure())
        .isEqualTo(ProofFailure.MALFORMED);
  }

  private static ProofFailure failure(LogPolicy policy, SignedNote note) {
    LogProof proof = PROOF;
    return new LogProof(5, proof.hashes(), note, entry(5).bytes())
        .verifyRecord(policy, record(5))
        .failure();
  }

  @Test
  void namesTheFailureOfEachOtherCheckpoint() {
    String text = checkpoint(7).text();
    NoteSignature log = LOG.sign(text, TIME);
    NoteSignature witness = WITNESS.sign(text, TIME);
    NoteSignature stranger = NoteTestKey.ofLog(ORIGIN).sign(text, TIME);
    NoteTestKey otherLog = NoteTestKey.ofLog("other.example/log");

    assertThat(failure(POLICY, new SignedNote(text, List.of(log, stranger, witness)))).isNull();
    assertThat(failure(POLICY, new SignedNote(text, List.of(log))))
        .isEqualTo(ProofFailure.NO_QUORUM);
    assertThat(failure(POLICY, new SignedNote(text, List.of(witness))))
        .isEqualTo(ProofFailure.NOT_SIGNED);
    assertThat(failure(POLICY, new SignedNote(text, List.of(stranger, witness))))
        .isEqualTo(ProofFailure.NOT_SIGNED);
    assertThat(failure(POLICY, new SignedNote(text, List.of()))).isEqualTo(ProofFailure.NOT_SIGNED);
    NoteSignature wrong = LOG.sign("other\n1\n" + TreeHash.EMPTY_ROOT + "\n", TIME);
    assertThat(failure(POLICY, new SignedNote(text, List.of(log, witness, wrong))))
        .isEqualTo(ProofFailure.BAD_SIGNATURE);
    NoteSignature wrongTime = WITNESS.key().signatureOf(TIME + 1, raw(WITNESS.sign(text, TIME)));
    assertThat(failure(POLICY, new SignedNote(text, List.of(log, wrongTime))))
        .isEqualTo(ProofFailure.BAD_SIGNATURE);
    LogPolicy other = policy("log " + otherLog.key() + "\nquorum none\n");
    assertThat(failure(other, new SignedNote(text, List.of(log, otherLog.sign(text, TIME)))))
        .isEqualTo(ProofFailure.NOT_SIGNED);
    assertThat(failure(policy("quorum none\n"), checkpoint(7))).isEqualTo(ProofFailure.NOT_SIGNED);
  }

  private static byte[] raw(NoteSignature signature) {
    byte[] bytes = signature.signature();
    return Arrays.copyOfRange(bytes, Long.BYTES, bytes.length);
  }

  @Test
  void acceptsTheSignatureOfOneOfTwoKeys() {
    NoteTestKey second = NoteTestKey.ofLog(ORIGIN);
    LogPolicy both = LogPolicy.ofLog(List.of(second.key(), LOG.key()));

    assertThat(failure(both, checkpoint(7))).isNull();
    String text = checkpoint(7).text();
    NoteSignature wrong = second.sign("other\n1\n" + TreeHash.EMPTY_ROOT + "\n", TIME);
    assertThat(failure(both, new SignedNote(text, List.of(LOG.sign(text, TIME), wrong))))
        .isEqualTo(ProofFailure.BAD_SIGNATURE);
  }

  @Test
  void takesTheNewestCosignatureOfWitnessAndAnyTime() {
    String text = checkpoint(7).text();
    SignedNote note =
        new SignedNote(
            text,
            List.of(
                LOG.sign(text, TIME),
                WITNESS.sign(text, TIME),
                WITNESS.sign(text, Long.MAX_VALUE),
                WITNESS.sign(text, 0)));

    PolicyVerdict verdict = POLICY.judge(note);

    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.cosignatures()).hasSize(1);
    assertThat(verdict.cosignatures().get(0).at().getEpochSecond())
        .isEqualTo(Instant.MAX.getEpochSecond());
  }

  @Test
  void countsNoKeyThatTheRuntimeCannotVerify() {
    PolicyVerdict verdict =
        new PolicyVerdict(
            new Checkpoint(ORIGIN, 0, TreeHash.EMPTY_ROOT),
            List.of(),
            List.of(),
            List.of(),
            List.of(LOG.key()),
            true);

    assertThat(verdict.isSigned()).isFalse();
    assertThat(verdict.failure()).hasValue(ProofFailure.NOT_CHECKED);
    assertThat(verdict.problem().orElseThrow())
        .startsWith("this Java runtime cannot verify " + ORIGIN + "+" + LOG.key().idHex());
  }

  @Test
  void judgesKeyOfMlDsaAsTheRuntimeCan() {
    VerifierKey key = new VerifierKey(ORIGIN, NoteAlgorithm.ML_DSA_44_COSIGNATURE, new byte[1312]);
    String text = checkpoint(7).text();
    NoteSignature signature = key.signatureOf(TIME, new byte[2420]);
    boolean isSupported = Security.getAlgorithms("Signature").contains("ML-DSA");

    PolicyVerdict verdict =
        LogPolicy.ofLog(List.of(key, LOG.key()))
            .judge(new SignedNote(text, List.of(signature, LOG.sign(text, TIME))));

    assertThat(verdict.failed()).isEqualTo(isSupported ? List.of(key) : List.of());
    assertThat(verdict.notChecked()).isEqualTo(isSupported ? List.of() : List.of(key));
    assertThat(verdict.isAccepted()).isEqualTo(!isSupported);
  }

  static Stream<Map.Entry<String, String>> defects() {
    String proof = new String(PROOF.bytes(), StandardCharsets.UTF_8);
    String hash = PROOF.hashes().get(0) + "\n";
    String extra = proof.substring(proof.indexOf("extra"), proof.indexOf("index"));
    return Stream.of(
        Map.entry("empty", ""),
        Map.entry("checkpoint only", new String(checkpoint(7).bytes(), StandardCharsets.UTF_8)),
        Map.entry("other header", proof.replace("proof@v1", "proof@v2")),
        Map.entry("space behind the header", proof.replace("@v1\n", "@v1 \n")),
        Map.entry("carriage returns", proof.replace("\n", "\r\n")),
        Map.entry("extra is empty", proof.replace(extra, "extra \n")),
        Map.entry("extra is no base64", proof.replace(extra, "extra ?\n")),
        Map.entry("extra without padding", proof.replace(extra, "extra QQ\n")),
        Map.entry("extra twice", proof.replace(extra, extra + extra)),
        Map.entry(
            "extra behind the index",
            proof.replace(extra, "").replace("index 5\n", "index 5\n" + extra)),
        Map.entry("no index", proof.replace("index 5\n", "")),
        Map.entry("index without number", proof.replace("index 5", "index ")),
        Map.entry("index has a zero in front", proof.replace("index 5", "index 05")),
        Map.entry("index is negative", proof.replace("index 5", "index -5")),
        Map.entry("index has a sign", proof.replace("index 5", "index +5")),
        Map.entry("index is too large", proof.replace("index 5", "index 9223372036854775808")),
        Map.entry("index in other digits", proof.replace("index 5", "index ٥")),
        Map.entry("two spaces", proof.replace("index 5", "index  5")),
        Map.entry("hash is short", proof.replace(hash, hash.substring(4))),
        Map.entry(
            "hash has bits behind its end",
            proof.replaceFirst("=\n", "=\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n")),
        Map.entry("64 hashes", proof.replace(hash, hash.repeat(64))),
        Map.entry("no empty line", proof.replaceFirst("\n\n", "\n")),
        Map.entry("two empty lines", proof.replaceFirst("\n\n", "\n\n\n")),
        Map.entry("no checkpoint", proof.substring(0, proof.indexOf("\n\n") + 2)),
        Map.entry("cut off in the hashes", proof.substring(0, proof.indexOf(hash) + 9)),
        Map.entry("cut off in the signature", proof.substring(0, proof.length() - 1)),
        Map.entry("more behind it", proof + "more\n"),
        Map.entry("too large", proof + "x".repeat(LogProof.MAX_BYTES)));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void rejectsMalformedProofs(Map.Entry<String, String> defect) {
    byte[] bytes = defect.getValue().getBytes(StandardCharsets.UTF_8);
    try {
      // A text with one empty line more is another note, whose text is no checkpoint.
      ProofVerdict verdict = LogProof.parse(bytes).verifyRecord(POLICY, record(5));
      assertThat(defect.getKey()).isEqualTo("two empty lines");
      assertThat(verdict.failure()).isEqualTo(ProofFailure.MALFORMED);
    } catch (InvalidLogException rejected) {
      assertThat(rejected).hasMessageMatching("(?s).*(proof|note).*");
    }
  }

  @Test
  void rejectsValuesThatNoProofHas() {
    SignedNote note = checkpoint(7);
    List<TreeHash> many = Collections.nCopies(64, TreeHash.EMPTY_ROOT);
    assertThatThrownBy(() -> new LogProof(-1, List.of(), note, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LogProof(0, many, note, null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new LogProof(0, List.of(), note, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
