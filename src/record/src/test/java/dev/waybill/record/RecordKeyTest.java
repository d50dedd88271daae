package dev.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.ObjectVersion;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RecordKeyTest {
  /** Characters that S3 documents as safe in keys. */
  private static final String SAFE = "[A-Za-z0-9!_.*'()/-]+";

  @Provide
  Arbitrary<ObjectVersion> versions() {
    return ObjectVersions.any();
  }

  @Property(tries = 3000)
  @Tag("heavy")
  void differentVersionsHaveDifferentRecords(
      @ForAll("versions") ObjectVersion one, @ForAll("versions") ObjectVersion other) {
    assertThat(RecordKey.of(one).equals(RecordKey.of(other))).isEqualTo(one.equals(other));
  }

  @Property
  void versionsThatDifferInOnePartHaveDifferentRecords(
      @ForAll("versions") ObjectVersion one, @ForAll("versions") ObjectVersion other) {
    List<ObjectVersion> mixed =
        List.of(
            new ObjectVersion(other.bucket(), one.key(), one.versionId()),
            new ObjectVersion(one.bucket(), other.key(), one.versionId()),
            new ObjectVersion(one.bucket(), one.key(), other.versionId()));

    assertThat(mixed)
        .allSatisfy(
            version ->
                assertThat(RecordKey.of(version).equals(RecordKey.of(one)))
                    .isEqualTo(version.equals(one)));
  }

  @Test
  void movingASlashBetweenThePartsGivesAnotherRecord() {
    assertThat(
            List.of(
                RecordKey.of(new ObjectVersion("a/b", "c", "v")),
                RecordKey.of(new ObjectVersion("a", "b/c", "v")),
                RecordKey.of(new ObjectVersion("a", "b", "c/v")),
                RecordKey.of(new ObjectVersion("a", "b/", "c/v")),
                RecordKey.of(new ObjectVersion("a", "/b", "c/v"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void aVersionIdThatEqualsAHashedOneHasAnotherRecord() {
    String hashed = nameOf(new ObjectVersion("raw", "k", "a/b"));

    assertThat(RecordKey.of(new ObjectVersion("raw", "k", hashed)))
        .isNotEqualTo(RecordKey.of(new ObjectVersion("raw", "k", "a/b")));
    assertThat(RecordKey.of(new ObjectVersion("raw", "k", hashed.substring(1))))
        .isNotEqualTo(RecordKey.of(new ObjectVersion("raw", "k", "a/b")));
  }

  @Property
  void namesListOfChunksOutsideOfTheRecords(
      @ForAll("versions") ObjectVersion version, @ForAll @Size(32) byte[] root) {
    TreeHash hash = TreeHash.of(root, 0);
    String record = RecordKey.of(version);

    assertThat(RecordKey.ofChunks(version, hash))
        .hasSizeLessThanOrEqualTo(1024)
        .matches(SAFE)
        .isEqualTo(
            record
                .replaceFirst("^records/", "chunks/")
                .replaceFirst("[.]sigstore[.]json$", "/" + hash.hex() + ".sha256"));
  }

  /** Auditors find the key by the SHA-256 of its SubjectPublicKeyInfo. */
  @Test
  void aPublicKeyIsNamedByItsSha256() throws Exception {
    PublicKey key = TestSigner.create().publicKey();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());

    assertThat(RecordKey.ofPublicKey(key))
        .isEqualTo("keys/" + HexFormat.of().formatHex(digest) + ".pem");
  }

  private static String nameOf(ObjectVersion version) {
    String key = RecordKey.of(version);
    return key.substring(key.lastIndexOf('/') + 1, key.length() - ".sigstore.json".length());
  }

  @Property
  void theKeyIsShortAndHasSafeCharactersOnly(@ForAll("versions") ObjectVersion version) {
    assertThat(RecordKey.of(version))
        .hasSizeLessThanOrEqualTo(1024)
        .matches(SAFE)
        .startsWith("records/")
        .endsWith(".sigstore.json")
        .doesNotContain("//", "/../", "/./");
  }

  @Property(tries = 3000)
  @Tag("heavy")
  void aPrefixMatchesTheRecordsOfItsKeyOnly(
      @ForAll("versions") ObjectVersion one, @ForAll("versions") ObjectVersion other) {
    String prefix = RecordKey.prefixOf(one.bucket(), one.key());
    boolean sameKey = one.bucket().equals(other.bucket()) && one.key().equals(other.key());

    assertThat(RecordKey.of(one)).startsWith(prefix);
    assertThat(RecordKey.of(other).startsWith(prefix)).isEqualTo(sameKey);
  }
}
