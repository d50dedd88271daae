package dev.waybill.trail.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.object.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DigestReaderTest {
  private static final String DIGEST =
      """
      {"awsAccountId":"111122223333","digestStartTime":"2015-08-17T14:01:31Z",\
      "digestEndTime":"2015-08-17T15:01:31Z","digestS3Bucket":"b","digestS3Object":"k",\
      "digestPublicKeyFingerprint":"31e8","digestSignatureAlgorithm":"SHA256withRSA",\
      "newestEventTime":"2015-08-17T14:52:27Z","oldestEventTime":"2015-08-17T14:42:27Z",\
      "previousDigestS3Bucket":null,"previousDigestS3Object":null,\
      "previousDigestHashValue":null,"previousDigestHashAlgorithm":null,\
      "previousDigestSignature":null,"unknown":{"a":[1]},"logFiles":[{"s3Bucket":"b",\
      "s3Object":"l","hashValue":"%s","hashAlgorithm":"SHA-256","newestEventTime":null}]}\
      """
          .formatted("ab".repeat(32));

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  void readsDigestWithFieldsThatItDoesNotKnow() throws Exception {
    DigestDocument digest = DigestReader.read(gzip(DIGEST));

    assertThat(digest.sha256()).isEqualTo(Sha256.hash(DIGEST));
    assertThat(digest.previous()).isNull();
    assertThat(digest.logs()).containsExactly(new NamedLog("b", "l", new Sha256("ab".repeat(32))));
    assertThat(digest.signedText())
        .isEqualTo("2015-08-17T15:01:31Z\nb/k\n" + Sha256.hash(DIGEST) + "\nnull");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '\'',
      value = {
        "'\"awsAccountId\":\"111122223333\",';''",
        "'\"awsAccountId\":\"111122223333\"';'\"awsAccountId\":111122223333'",
        "'2015-08-17T14:01:31Z\",\"digestEnd';'yesterday\",\"digestEnd'",
        "'2015-08-17T14:01:31Z\",\"digestEnd';'2016-08-17T14:01:31Z\",\"digestEnd'",
        "'SHA256withRSA';'SHA1withRSA'",
        "'\"SHA-256\"';'\"MD5\"'",
        "'\"abab';'\"xbab'",
        "'\"logFiles\":[';'\"logFiles\":[17,'",
        "'\"logFiles\":[';'\"logFiles\":[],\"logFiles\":['",
        "'\"logFiles\":';'\"files\":'",
        "'\"previousDigestSignature\":null';'\"previousDigestSignature\":\"ab\"'",
        "'\"previousDigestS3Object\":null';'\"previousDigestS3Object\":\"p\"'",
        "'{\"awsAccountId\"';'[{\"awsAccountId\"'",
        "'\"newestEventTime\":null}]}';'\"newestEventTime\":null}]}{}'",
        "'\"newestEventTime\":null}]}';'\"newestEventTime\":null}]'",
      })
  void rejectsOtherContent(String part, String other) {
    assertThat(DIGEST).contains(part);
    assertThatThrownBy(() -> DigestReader.read(gzip(DIGEST.replace(part, other))))
        .isInstanceOf(MalformedFileException.class);
  }

  @Test
  void rejectsBytesAfterTheMember() throws IOException {
    byte[] file = gzip(DIGEST);
    for (int more : new int[] {1, 8, 18, 19, 26, 27, 1000}) {
      byte[] longer = Arrays.copyOf(file, file.length + more);
      assertThatThrownBy(() -> DigestReader.read(longer))
          .isInstanceOf(MalformedFileException.class)
          .hasMessageContaining("after the end");
    }
  }

  @Property(tries = 300)
  void changedBytesNeverFailOtherwise(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    byte[] file = gzip(DIGEST);
    for (int change = 0; change <= random.nextInt(3); change++) {
      file[random.nextInt(file.length)] = (byte) random.nextInt(256);
    }
    try {
      assertThat(DigestReader.read(file).logs()).isNotNull();
    } catch (MalformedFileException e) {
      assertThat(e.reason()).isNotEmpty();
    }
  }
}
