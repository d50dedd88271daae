package dev.waybill.evidence;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.log.StoredObject;
import dev.waybill.log.TestKeyPair;
import dev.waybill.log.TileStore;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.ProofSearch;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.CustodyPredicate;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.RecordKey;
import dev.waybill.record.StatementSubject;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.LogKeys;
import dev.waybill.signing.NoteSigner;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pack of a made-up object whose record is in a log of some hundred entries. */
final class SamplePack {
  static final byte[] OBJECT = "the object's bytes\n".getBytes(StandardCharsets.UTF_8);
  static final long INDEX = 300;
  private static final LogKeys LOG_KEYS = LogKeys.generate(SampleLog.ORIGIN, Clock.systemUTC());
  private static final NoteSigner WITNESS =
      NoteSigner.generate("witness.example", NoteAlgorithm.ED25519_COSIGNATURE);

  final ObjectVersion version;
  final TestKeyPair key = TestKeyPair.create();
  final InMemoryLogStore store = new InMemoryLogStore();
  final SampleLog log = new SampleLog();
  final byte[] record;
  final LogPolicy policy;

  /**
   * @param name end of the object's key
   */
  SamplePack(String name) {
    version = new ObjectVersion("raw", "incoming/" + name, "v1");
    record = key.seal(statement());
    log.appendSeals((int) INDEX, SampleLog.START, 10);
    long unused = log.append(entry());
    log.appendSeals(50, SampleLog.START.plusSeconds(60), 10);
    log.putInto(store);
    SignedNote note = LOG_KEYS.sign(log.checkpoint());
    SignedNote cosigned =
        note.with(List.of(WITNESS.sign(note.text(), SampleLog.START.getEpochSecond())));
    String unusedCheckpoint = store.put(LogPaths.CHECKPOINT, note.bytes());
    String unusedCosigned = store.put(LogPaths.cosigned(log.checkpoint()), cosigned.bytes());
    String logs =
        LOG_KEYS.keys().stream().map(it -> "log " + it + "\n").collect(Collectors.joining());
    policy =
        LogPolicy.parse(
            (logs + "witness w1 " + WITNESS.vkey() + "\nquorum w1\n")
                .getBytes(StandardCharsets.UTF_8));
  }

  private byte[] statement() {
    Sha256 files = Sha256.hash("files");
    return CustodyStatement.write(
        new StatementSubject(version, Sha256.hash(OBJECT), OBJECT.length, "e-tag", null, null),
        new CustodyPredicate(
            SampleLog.START,
            SampleLog.START,
            SampleLog.START.plusSeconds(30),
            "waybill/test",
            new DeploymentDigests(files, files, files),
            Hasher.WAYBILL,
            "promote",
            SampleLog.START,
            SampleLog.START,
            "message",
            new Encryption("aws:kms", "arn", true),
            StatedAttributes.of(Map.of(), Map.of(), AttributeGroup.of(Map.of())),
            null,
            null));
  }

  private LogEntry entry() {
    return new LogEntry(
        EntryKind.SEAL,
        RecordKey.of(version),
        Sha256.hash(record),
        version,
        OBJECT.length,
        "e-tag",
        Sha256.hash(OBJECT),
        null,
        SampleLog.START.plusSeconds(30));
  }

  CustodyRecord content() {
    return ((Valid) key.verifier().verify(record)).record();
  }

  RecordProver prover() {
    return new RecordProver(
        new TileStore(store), new CheckpointArchive(store, policy, SampleLog.ORIGIN));
  }

  ProofSearch search() {
    return prover()
        .prove(WantedEntry.of(content(), record), Long.MAX_VALUE, read -> {})
        .orElseThrow();
  }

  /** Returns a collector that has the record, the key and the proof. */
  EvidenceBuilder collected() {
    EvidenceBuilder pack = new EvidenceBuilder(version);
    SealedParts.add(pack, content(), record, List.of(key.getPublic()), Optional.empty(), "no list");
    LogParts.add(pack, search().proof().orElseThrow(), policy);
    return pack;
  }

  /** Returns an object of the store. */
  byte[] stored(String name) {
    return store.find(name).map(StoredObject::content).orElseThrow();
  }
}
