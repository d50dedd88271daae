package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of request headers, parameters and documents that S3 rejects or normalizes. */
final class RequestValidationTest {
  @TempDir private static Path data;
  private static SignedS3Client s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = new SignedS3Client(data);
    s3.send("PUT", "/plain", "");
    s3.send("PUT", "/plain/source", "content");
    s3.send("PUT", "/locked", "", "x-amz-bucket-object-lock-enabled", "true");
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-server-side-encryption, aws:foo, 400, InvalidArgument",
    "x-amz-server-side-encryption-customer-algorithm, AES256, 501, NotImplemented",
    "x-amz-acl, public-read, 400, AccessControlListNotSupported",
    "x-amz-grant-read, id=1, 400, AccessControlListNotSupported",
    "x-amz-storage-class, COLD, 400, InvalidStorageClass",
    "If-None-Match, \"e\", 501, NotImplemented",
    "x-amz-object-lock-legal-hold, on, 400, InvalidArgument"
  })
  void putWithAnUnsupportedHeaderStoresNothing(String header, String value, int status, String code)
      throws Exception {
    assertRejected(s3.send("PUT", "/locked/rejected", "x", header, value), status, code);
    assertThat(s3.send("HEAD", "/locked/rejected", "").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "x-amz-checksum-algorithm, MD4, 400, InvalidRequest",
    "x-amz-copy-source-server-side-encryption-customer-key, k, 501, NotImplemented",
    "If-None-Match, \"e\", 501, NotImplemented"
  })
  void copyWithAnUnsupportedHeaderIsRejected(String header, String value, int status, String code)
      throws Exception {
    assertRejected(
        s3.send("PUT", "/plain/copy", "", "x-amz-copy-source", "/plain/source", header, value),
        status,
        code);
  }

  @Test
  void rejectsMetadataAboveTwoKilobytes() throws Exception {
    assertRejected(
        s3.send("PUT", "/plain/big", "x", "x-amz-meta-a", "v".repeat(2048)),
        400,
        "MetadataTooLarge");
    assertThat(s3.send("PUT", "/plain/big", "x", "x-amz-meta-a", "v".repeat(2047)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "", "00000000000000000000000000000000%2F"})
  void rejectsAnInvalidVersionId(String id) throws Exception {
    assertRejected(s3.send("GET", "/plain/source?versionId=" + id, ""), 400, "InvalidArgument");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{\"Version\":\"2012-10-17\"}"})
  void rejectsAPolicyWithoutStatements(String text) throws Exception {
    assertRejected(s3.send("PUT", "/plain?policy", text), 400, "MalformedPolicy");
  }

  @Test
  void rejectsAnUnknownEncryptionAlgorithm() throws Exception {
    String document =
        "<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault>"
            + "<SSEAlgorithm>aws:foo</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule>"
            + "</ServerSideEncryptionConfiguration>";
    assertRejected(s3.send("PUT", "/plain?encryption", document), 400, "MalformedXML");
  }

  @Test
  void aclsGrantFullControlToTheOwner() throws Exception {
    for (String target : new String[] {"/plain?acl", "/plain/source?acl"}) {
      assertThat(s3.send("GET", target, "").body()).contains(">FULL_CONTROL<");
    }
    assertRejected(s3.send("GET", "/plain/never?acl", ""), 404, "NoSuchKey");
    assertThat(s3.send("GET", "/plain?requestPayment", "").body()).contains(">BucketOwner<");
  }

  @Test
  void listsBucketsByPrefixAndPage() throws Exception {
    String first = s3.send("GET", "/?max-buckets=1", "").body();
    assertThat(first).contains("<Name>locked</Name>").doesNotContain("<Name>plain</Name>");
    assertThat(first).contains("<ContinuationToken>locked</ContinuationToken>");
    assertThat(s3.send("GET", "/?max-buckets=1&continuation-token=locked", "").body())
        .contains("<Name>plain</Name>")
        .doesNotContain("<Name>locked</Name>");
    assertThat(s3.send("GET", "/", "").body()).doesNotContain("ContinuationToken");
    assertThat(s3.send("GET", "/?prefix=pl", "").body()).doesNotContain("<Name>locked</Name>");
  }

  @Test
  void groupsUploadsByADelimiter() throws Exception {
    s3.send("PUT", "/uploads", "");
    for (String key : new String[] {"a/1", "a/2", "b", "c/1"}) {
      s3.send("POST", "/uploads/" + key + "?uploads", "");
    }
    String all = s3.send("GET", "/uploads?uploads&delimiter=%2F", "").body();
    assertThat(all)
        .contains("<CommonPrefixes><Prefix>a/</Prefix>", "<Key>b</Key>", "<Prefix>c/</Prefix>")
        .contains("<Delimiter>/</Delimiter>", "<KeyMarker></KeyMarker>")
        .doesNotContain("<Key>a/1</Key>");
    String page = s3.send("GET", "/uploads?uploads&delimiter=%2F&max-uploads=1", "").body();
    assertThat(page).contains("<NextKeyMarker>a/2</NextKeyMarker>").contains(">true<");
    assertThat(s3.send("GET", "/uploads?uploads&delimiter=%2F&key-marker=a%2F2", "").body())
        .doesNotContain("<Prefix>a/</Prefix>")
        .contains("<Key>b</Key>");
  }

  private static void assertRejected(HttpResponse<String> response, int status, String code) {
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
    assertThat(response.statusCode()).isEqualTo(status);
  }
}
