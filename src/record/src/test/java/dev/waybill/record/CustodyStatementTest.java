package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.attributes.AttributeGroup;
import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.attributes.StatedAttributes;
import dev.waybill.record.chunk.ChunkLayout;
import dev.waybill.record.chunk.StatedChunks;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CustodyStatementTest {
  private static final Instant SEALED = Instant.parse("2030-01-02T03:04:05.678Z");
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
  private static final TreeHash ROOT = TreeHash.of(new Sha256("cd".repeat(32)).bytes(), 0);
  private static final DeploymentDigests DEPLOYMENT =
      new DeploymentDigests(Sha256.hash("routes"), Sha256.hash("settings"), DIGEST);

  @Property
  void aWrittenStatementIsReadBack(
      @ForAll("subjects") StatementSubject subject,
      @ForAll("predicates") CustodyPredicate predicate)
      throws Exception {
    byte[] statement = CustodyStatement.write(subject, predicate);

    CustodyRecord read = StatementReader.read(statement, new String(statement, UTF_8), "id");

    PartDigests parts = predicate.parts();
    assertThat(read)
        .isEqualTo(
            new CustodyRecord(
                subject.version(),
                subject.sha256(),
                subject.size(),
                subject.eTag(),
                subject.sequencer(),
                predicate.eventTime(),
                predicate.lastModified(),
                predicate.sealed(),
                predicate.destination(),
                parts == null ? null : parts.composite(),
                predicate.chunks(),
                predicate.hashedBy(),
                predicate.attributes(),
                predicate.deployment(),
                "id",
                "application/vnd.in-toto+json",
                new String(statement, UTF_8)));
  }

  @Property(tries = 100)
  void equalInputGivesEqualBytes(
      @ForAll("subjects") StatementSubject subject,
      @ForAll("predicates") CustodyPredicate predicate) {
    assertThat(CustodyStatement.write(subject, predicate))
        .isEqualTo(CustodyStatement.write(subject, predicate));
  }

  @Provide
  Arbitrary<StatementSubject> subjects() {
    Arbitrary<Sequencer> sequencers =
        Arbitraries.strings()
            .withChars("0123456789ABCDEF")
            .ofMinLength(1)
            .ofMaxLength(64)
            .map(Sequencer::new)
            .injectNull(0.2);
    return Combinators.combine(
            ObjectVersions.any(),
            Arbitraries.longs().greaterOrEqual(0),
            ObjectVersions.keys(),
            ObjectVersions.keys().injectNull(0.3),
            sequencers)
        .as(
            (version, size, eTag, checksumType, sequencer) ->
                new StatementSubject(version, DIGEST, size, eTag, checksumType, sequencer));
  }

  @Provide
  Arbitrary<CustodyPredicate> predicates() {
    Arbitrary<Instant> times =
        Arbitraries.longs().between(0, 253_402_300_799_999L).map(Instant::ofEpochMilli);
    Arbitrary<PartDigests> parts =
        Arbitraries.integers()
            .between(1, 4)
            .map(count -> new PartDigests(5, Collections.nCopies(count, DIGEST)))
            .injectNull(0.5);
    return Combinators.combine(
            times,
            times,
            ObjectVersions.keys(),
            ObjectVersions.keys().injectNull(0.3),
            ObjectVersions.keys().injectNull(0.3),
            Arbitraries.of(Hasher.class),
            parts,
            attributes())
        .as(CustodyStatementTest::predicate);
  }

  @Property
  void readsChunksThatWereWritten(
      @ForAll @LongRange(min = 1) long size,
      @ForAll @LongRange(min = 1, max = 1L << 40) long smallest,
      @ForAll("predicates") CustodyPredicate predicate)
      throws Exception {
    ChunkLayout layout = ChunkLayout.of(size, smallest);
    StatedChunks chunks = new StatedChunks(layout.chunkSize(), layout.count(), ROOT);

    CustodyRecord read = read(statement(size, chunked(predicate, chunks)));

    assertThat(read.chunks()).isEqualTo(chunks);
    assertThat(read.size()).isEqualTo(size);
  }

  private static String statement(long size, CustodyPredicate predicate) {
    return new String(
        CustodyStatement.write(
            new StatementSubject(new ObjectVersion("raw", "k", "v"), DIGEST, size, "e", null, null),
            predicate),
        UTF_8);
  }

  private static CustodyPredicate chunked(CustodyPredicate it, StatedChunks chunks) {
    return new CustodyPredicate(
        it.received(),
        it.hashed(),
        it.sealed(),
        it.by(),
        it.deployment(),
        it.hashedBy(),
        it.purpose(),
        it.eventTime(),
        it.lastModified(),
        it.notification(),
        it.encryption(),
        it.attributes(),
        it.destination(),
        it.parts(),
        chunks,
        null);
  }

  /** Values of up to 4,000 characters, so that both forms of seen attributes occur. */
  private static Arbitrary<StatedAttributes> attributes() {
    Arbitrary<Map<String, String>> values =
        Arbitraries.maps(
                ObjectVersions.keys(), Arbitraries.integers().between(0, 2000).map("é"::repeat))
            .ofMaxSize(3);
    Arbitrary<AttributeGroup> tags =
        Arbitraries.oneOf(
            values.map(AttributeGroup::of), Arbitraries.of(Cause.class).map(Unseen::new));
    return Combinators.combine(values, values, tags).as(StatedAttributes::of);
  }

  private static CustodyPredicate predicate(
      Instant time,
      Instant sealed,
      String text,
      String optional,
      String destination,
      Hasher hasher,
      PartDigests parts,
      StatedAttributes attributes) {
    return new CustodyPredicate(
        time,
        time,
        sealed,
        "waybill/test",
        DEPLOYMENT,
        hasher,
        "promote",
        time,
        time,
        text,
        new Encryption(optional, optional, true),
        attributes,
        destination,
        parts);
  }

  /** An auditor reads more of a statement than the verifier does. */
  @Test
  void aStatementStatesEveryFact() {
    StatementSubject subject =
        new StatementSubject(
            new ObjectVersion("raw", "incoming/a b", "v1"),
            DIGEST,
            3,
            "tag",
            "COMPOSITE",
            new Sequencer("0055"));
    CustodyPredicate facts =
        new CustodyPredicate(
            SEALED.minusSeconds(4),
            SEALED.minusSeconds(3),
            SEALED,
            "waybill/test",
            DEPLOYMENT,
            Hasher.S3_COPY,
            "promote",
            SEALED.minusSeconds(6),
            SEALED.minusSeconds(5),
            "message",
            new Encryption("aws:kms", "arn:key", true),
            StatedAttributes.of(
                Map.of("content-type", "text/plain", "storage-class", "STANDARD_IA"),
                Map.of("b", "x".repeat(2037)),
                new Unseen(Cause.DENIED)),
            "processed/a b",
            new PartDigests(5, List.of(DIGEST, DIGEST)));

    assertThat(new String(CustodyStatement.write(subject, facts), UTF_8))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1",
            "subject":[{"name":"incoming/a b","uri":"s3://raw/incoming/a%20b?versionId=v1",
            "digest":{"sha256":"DIGEST"},
            "annotations":{"bucket":"raw","key":"incoming/a b","versionId":"v1","eTag":"tag",
            "size":3,"checksumType":"COMPOSITE","sequencer":"0055"}}],
            "predicateType":"PREDICATE_TYPE",
            "predicate":{"received":"2030-01-02T03:04:01.678Z",
            "hashed":"2030-01-02T03:04:02.678Z","sealed":"2030-01-02T03:04:05.678Z",
            "by":"waybill/test","deployment":{"routes":"ROUTES","configuration":"CONFIG",
            "sql":"DIGEST"},"hashedBy":"s3-copy","purpose":"promote",
            "eventTime":"2030-01-02T03:03:59.678Z","lastModified":"2030-01-02T03:04:00.678Z",
            "notification":"message",
            "encryption":{"algorithm":"aws:kms","kmsKeyId":"arn:key","bucketKey":true},
            "attributes":{"headers":{"values":{"content-type":"text/plain"}},
            "metadata":{"values":{"b":"2037X"}},"tags":{"unseen":"denied"}},
            "destination":{"bucket":"raw","key":"processed/a b"},
            "parts":{"size":5,"count":2,"compositeSha256":"COMPOSITE_DIGEST"}}}
            """
                .replace("\n", "")
                .replace("PREDICATE_TYPE", "https://waybill.dev/attestation/custody/v2")
                .replace("ROUTES", DEPLOYMENT.routes().hex())
                .replace("CONFIG", DEPLOYMENT.configuration().hex())
                .replace("2037X", "x".repeat(2037))
                .replace("COMPOSITE_DIGEST", facts.parts().composite())
                .replace("DIGEST", DIGEST.hex()));
  }

  private static final String CHUNKED =
      statement(9, chunked(TestSigner.predicate(Hasher.WAYBILL), new StatedChunks(4, 3, ROOT)));

  @Test
  void statesChunksBehindAllOtherFacts() {
    String whole = statement(9, TestSigner.predicate(Hasher.WAYBILL));

    assertThat(CHUNKED)
        .isEqualTo(
            whole.substring(0, whole.length() - 2)
                + ",\"chunks\":{\"algorithm\":\"sha256\",\"size\":4,\"count\":3,\"root\":\""
                + ROOT.hex()
                + "\"}}}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          chunks that are text   | "chunks":{              | "chunks":"","x":{
          chunks that are null   | "chunks":{              | "chunks":null,"x":{
          an unknown field       | "chunks":{              | "chunks":{"x":1,
          no algorithm           | "algorithm":            | "algorithms":
          another algorithm      | "algorithm":"sha256"    | "algorithm":"sha512"
          no size                | "size":4                | "sizes":4
          a size that is text    | "size":4                | "size":"4"
          a size of zero         | "size":4                | "size":0
          a negative size        | "size":4                | "size":-4
          a size with a fraction | "size":4                | "size":4.0
          a size beyond long     | "size":4                | "size":9223372036854775808
          another size           | "size":4                | "size":5
          no count               | "count":3               | "counts":3
          a count that is text   | "count":3               | "count":"3"
          a count of zero        | "count":3               | "count":0
          too few chunks         | "count":3               | "count":2
          too many chunks        | "count":3               | "count":4
          a count beyond int     | "count":3               | "count":4294967299
          no root                | "root":                 | "roots":
          a short root           | "root":"cd              | "root":"
          a root in upper case   | "root":"cd              | "root":"CD
          a root that is number  | "root":"                | "root":1,"x":"
          an empty object        | "size":9                | "size":0
          a smaller object       | "size":9                | "size":8
          """)
  void rejectsDefectiveChunks(String defect, String part, String replacement) {
    assertThat(CHUNKED).as(defect).contains(part);
    assertThatThrownBy(() -> read(CHUNKED.replace(part, replacement)))
        .isInstanceOfSatisfying(
            InvalidRecordException.class,
            error -> assertThat(error.reason()).isEqualTo(Reason.STATEMENT));
  }

  @Test
  void givesNoMeaningToChunksInStatementOfTheFirstVersion() throws Exception {
    String smuggled = FIRST_VERSION.replace("\"received\"", "\"chunks\":{\"x\":1},\"received\"");

    assertThat(read(smuggled).chunks()).isNull();
  }

  @Test
  void theChecksumOfACopyIsTheCompositeOfAnObjectWithParts() throws Exception {
    PartDigests parts = new PartDigests(5, List.of(DIGEST));
    assertThat(read(GOOD).checksumOfCopy()).isEqualTo(parts.composite());

    String whole = GOOD.replaceFirst(",\"parts\":\\{[^}]*}", "");
    assertThat(read(whole).checksumOfCopy()).isEqualTo(DIGEST.base64());
  }

  /** Records from before S3 could be the hasher have no such field. */
  @Test
  void aStatementWithoutHasherMeansWaybill() throws Exception {
    assertThat(GOOD).contains("\"hashedBy\":\"s3-stored\",");

    assertThat(read(GOOD.replace("\"hashedBy\":\"s3-stored\",", "")).hasher())
        .isEqualTo(Hasher.WAYBILL);
  }

  @Test
  void anUnknownFieldOfThePredicateIsAccepted() throws Exception {
    assertThat(read(GOOD.replace("\"received\"", "\"later\":{},\"received\"")).version())
        .isEqualTo(new ObjectVersion("raw", "k", "v"));
  }

  private static final String GOOD =
      new String(
          CustodyStatement.write(
              new StatementSubject(
                  new ObjectVersion("raw", "k", "v"), DIGEST, 3, "e", null, new Sequencer("0055")),
              predicate(
                  Instant.EPOCH,
                  SEALED,
                  "e",
                  null,
                  "to",
                  Hasher.S3_STORED,
                  new PartDigests(5, List.of(DIGEST)),
                  StatedAttributes.of(
                      Map.of("h", "1"),
                      Map.of("m", "x".repeat(4000)),
                      new Unseen(Cause.NOT_COUNTED)))),
          UTF_8);

  /** Text of a record that was sealed before attributes were stated; it is read for ever. */
  private static final String FIRST_VERSION =
      """
      {"_type":"https://in-toto.io/Statement/v1",
      "subject":[{"name":"incoming/a b","uri":"s3://raw/incoming/a%20b?versionId=v1",
      "digest":{"sha256":"abababababababababababababababababababababababababababababababab"},
      "annotations":{"bucket":"raw","key":"incoming/a b","versionId":"v1","eTag":"tag",
      "size":3,"checksumType":"COMPOSITE","sequencer":"0055"}}],
      "predicateType":"https://waybill.dev/attestation/custody/v1",
      "predicate":{"received":"2030-01-02T03:04:01.678Z",
      "hashed":"2030-01-02T03:04:02.678Z","sealed":"2030-01-02T03:04:05.678Z",
      "by":"waybill/test","purpose":"promote",
      "eventTime":"2030-01-02T03:03:59.678Z","lastModified":"2030-01-02T03:04:00.678Z",
      "notification":"message",
      "encryption":{"algorithm":"aws:kms","kmsKeyId":"arn:key","bucketKey":true},
      "destination":{"bucket":"raw","key":"processed/a b"}}}
      """;

  @Test
  void readsStatementOfTheFirstVersionWithoutAttributes() throws Exception {
    CustodyRecord record = read(FIRST_VERSION);

    assertThat(record.version()).isEqualTo(new ObjectVersion("raw", "incoming/a b", "v1"));
    assertThat(record.sha256()).isEqualTo(DIGEST);
    assertThat(record.sealedAt()).isEqualTo(SEALED);
    assertThat(record.attributes()).isNull();
    assertThat(record.deployment()).isNull();
  }

  @Test
  void givesNoMeaningToAttributesInStatementOfTheFirstVersion() throws Exception {
    String smuggled =
        FIRST_VERSION.replace("\"received\"", "\"attributes\":{\"x\":1},\"received\"");

    assertThat(read(smuggled).attributes()).isNull();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          another name             | "name":"k"              | "name":"other"
          another uri              | s3://raw/k?             | s3://raw/other?
          another type             | in-toto.io/Statement/v1 | in-toto.io/Statement/v0.1
          another predicate        | custody/v2              | custody/v3
          no deployment            | "deployment":{          | "deploy":{
          no digest of the routes  | "routes":               | "route":
          a digest that is text    | "sql":"ab               | "sql":"xy
          no attributes            | "attributes":{          | "attribute":{
          attributes that are text | "headers":{             | "headers":"","x":{
          no headers               | "headers":{             | "header":{
          an unknown group         | "headers":{             | "acl":{},"headers":{
          two forms of a group     | "values":{              | "unseen":"denied","values":{
          a value that is no text  | "h":"1"                 | "h":1
          an unknown cause         | not-counted             | hidden
          a negative count         | "count":1               | "count":-1
          a count with a fraction  | "count":1               | "count":1.0
          no digest of attributes  | "count":1,"sha256":     | "count":1,"sha":
          a second digest          | "digest":{              | "digest":{"sha512":"",
          no digest                | "digest":{"sha256":     | "digest":{"md5":
          an upper-case digest     | abababab                | ABABABAB
          an unknown annotation    | "annotations":{         | "annotations":{"x":1,
          an empty bucket          | "bucket":"raw","key"    | "bucket":"","key"
          a size that is text      | "size":3                | "size":"3"
          a size that is negative  | "size":3                | "size":-3
          a size with a fraction   | "size":3                | "size":3.0
          a size beyond long       | "size":3                | "size":9223372036854775808
          a sequencer of no digits | "sequencer":"0055"      | "sequencer":"x"
          a malformed time         | "sealed":"2030-01-02T   | "sealed":"2030-01-02 T
          no time of sealing       | "sealed":               | "sealed2":
          an unknown hasher        | s3-stored               | s4
          a hasher that is no text | "hashedBy":"s3-stored"  | "hashedBy":null
          a destination without key| "destination":{         | "destination":{"key":1,"x":{
          a subject that is text   | "subject":[{            | "subject":["x",{
          an unknown subject field | {"name"                 | {"x":1,"name"
          an unknown field         | {"_type"                | {"x":1,"_type"
          """)
  void aDefectiveStatementIsRejected(String defect, String part, String replacement) {
    assertThat(GOOD).as(defect).contains(part);
    assertThatThrownBy(() -> read(GOOD.replace(part, replacement)))
        .isInstanceOfSatisfying(
            InvalidRecordException.class,
            error -> assertThat(error.reason()).isEqualTo(Reason.STATEMENT));
  }

  private static CustodyRecord read(String statement) throws InvalidRecordException {
    return StatementReader.read(statement.getBytes(UTF_8), statement, "id");
  }
}
