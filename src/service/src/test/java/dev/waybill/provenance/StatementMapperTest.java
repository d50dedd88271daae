package dev.waybill.provenance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.chunk.ChunkDigests;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.PartDigests;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StatementMapperTest {
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));

  @Test
  void everyFactOfTheDigestedVersionIsStated() {
    Received received =
        new Received(
            new ObjectVersion("raw", "incoming/a b", "v1"),
            Purpose.PROMOTE,
            "announced",
            9L,
            new Sequencer("0055"),
            Instant.parse("2030-01-01T00:00:01Z"),
            "message",
            Instant.parse("2030-01-01T00:00:02Z"));
    PartDigests parts = new PartDigests(5, List.of(DIGEST));
    Digested digested =
        digested(received, parts, "FULL_OBJECT", new Encryption("aws:kms", "arn:key", true));

    assertThat(statement(digested, new StatedDestination("raw", "processed/a b")))
        .isEqualTo(
            ("{'_type':'https://in-toto.io/Statement/v1','subject':[{'name':'incoming/a b',"
                    + "'uri':'s3://raw/incoming/a%20b?versionId=v1','digest':{'sha256':'"
                    + DIGEST
                    + "'},'annotations':{'bucket':'raw','key':'incoming/a b','versionId':'v1',"
                    + "'eTag':'etag','size':3,'checksumType':'FULL_OBJECT','sequencer':'0055'}}],"
                    + "'predicateType':'https://waybill.dev/attestation/custody/v2','predicate':{"
                    + "'received':'2030-01-01T00:00:02Z','hashed':'2030-01-01T00:00:04Z',"
                    + "'sealed':'2030-01-01T00:00:05Z','by':'waybill/test','deployment':{"
                    + "'routes':'DIGEST','configuration':'DIGEST','sql':'DIGEST'},"
                    + "'hashedBy':'s3-stored',"
                    + "'purpose':'promote','eventTime':'2030-01-01T00:00:01Z',"
                    + "'lastModified':'2030-01-01T00:00:03Z','notification':'message',"
                    + "'encryption':{'algorithm':'aws:kms','kmsKeyId':'arn:key','bucketKey':true},"
                    + "'attributes':{'headers':{'values':{'content-type':'text/plain'}},"
                    + "'metadata':{'values':{'note':'n'}},'tags':{'unseen':'not-counted'}},"
                    + "'destination':{'bucket':'raw','key':'processed/a b'},"
                    + "'parts':{'size':5,'count':1,'compositeSha256':'"
                    + parts.composite()
                    + "'}}}")
                .replace("DIGEST", DIGEST.hex())
                .replace('\'', '"'));
  }

  @Test
  void statesRootOfChunksOfLargeObject() {
    Digested whole = digested(received(), null, null, new Encryption(null, null, false));
    PartDigests chunks = new PartDigests(2, List.of(DIGEST, Sha256.hash("x")));

    String statement = statement(whole.withChunks(chunks), null);

    assertThat(statement)
        .isEqualTo(
            statement(whole, null).replaceAll("}}$", "")
                + ",\"chunks\":{\"algorithm\":\"sha256\",\"size\":2,\"count\":2,\"root\":\""
                + ChunkDigests.of(3, chunks).stated().root().hex()
                + "\"}}}");
  }

  @Test
  void factsThatAreUnknownAreLeftOut() {
    Digested digested = digested(received(), null, null, new Encryption(null, null, false));

    assertThat(statement(digested, null))
        .contains("\"purpose\":\"canary\"", "\"encryption\":{\"bucketKey\":false},")
        .doesNotContain("checksumType", "sequencer", "destination", "parts", "chunks");
  }

  @Test
  void statesTheOtherBucketOfTheCopy() {
    Digested digested = digested(received(), null, null, new Encryption(null, null, false));

    assertThat(statement(digested, new StatedDestination("done", "processed/a")))
        .contains("\"destination\":{\"bucket\":\"done\",\"key\":\"processed/a\"}");
  }

  private static Received received() {
    return new Received(
        new ObjectVersion("raw", "test/a", "v1"),
        Purpose.CANARY,
        null,
        null,
        null,
        Instant.EPOCH,
        "message",
        Instant.EPOCH);
  }

  private static Digested digested(
      Received received, PartDigests parts, String checksumType, Encryption encryption) {
    return new Digested(
        received,
        DIGEST,
        parts,
        3,
        "etag",
        checksumType,
        encryption,
        Map.of("content-type", "text/plain"),
        Map.of("note", "n"),
        null,
        Instant.parse("2030-01-01T00:00:03Z"),
        Instant.parse("2030-01-01T00:00:04Z"),
        Hasher.S3_STORED,
        null);
  }

  private static String statement(Digested digested, StatedDestination destination) {
    return new String(
        StatementMapper.write(
            digested,
            new AttributeMapper(version -> Optional.empty()).attributes(digested),
            new RecordMaker("waybill/test", new DeploymentDigests(DIGEST, DIGEST, DIGEST)),
            destination,
            Instant.parse("2030-01-01T00:00:05Z")),
        UTF_8);
  }
}
