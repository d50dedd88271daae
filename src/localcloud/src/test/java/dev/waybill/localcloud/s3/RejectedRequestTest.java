package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of invalid and unsupported requests, which fail with an S3 error and change nothing. */
final class RejectedRequestTest {
  private static final String NEXT = "<NextUploadIdMarker>([^<]+)</NextUploadIdMarker>";

  @TempDir private static Path data;
  private static SignedS3Client s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = new SignedS3Client(data);
    s3.send("PUT", "/plain", "");
    s3.send("PUT", "/locked", "", "x-amz-bucket-object-lock-enabled", "true");
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"analytics&id=a", "metrics&id=a", "intelligent-tiering&id=a"})
  void unsupportedBucketConfigurationDoesNotAffectTheBucket(String subResource) throws Exception {
    s3.send("PUT", "/empty", "");
    assertRejected(s3.send("DELETE", "/empty?" + subResource, ""), 501, "NotImplemented");
    assertRejected(s3.send("PUT", "/empty?" + subResource, "<a/>"), 501, "NotImplemented");
    assertRejected(s3.send("GET", "/empty?" + subResource, ""), 501, "NotImplemented");
    assertThat(s3.send("HEAD", "/empty", "").statusCode()).isEqualTo(200);
  }

  @Test
  void unsupportedSubResourceDoesNotAffectTheObject() throws Exception {
    s3.send("PUT", "/plain/object", "content");
    assertRejected(s3.send("PUT", "/plain/object?renameObject", ""), 501, "NotImplemented");
    assertRejected(s3.send("POST", "/plain/object?restore", "<a/>"), 501, "NotImplemented");
    assertRejected(s3.send("GET", "/plain/object?torrent", ""), 501, "NotImplemented");
    assertThat(s3.send("GET", "/plain/object", "").body()).isEqualTo("content");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "versioning",
        "notification",
        "object-lock",
        "logging",
        "accelerate",
        "requestPayment"
      })
  void rejectsDeletionOfConfigurationsWithoutADeleteOperation(String subResource) throws Exception {
    assertRejected(s3.send("DELETE", "/locked?" + subResource, ""), 405, "MethodNotAllowed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<LegalHold/>", "<LegalHold><Status>off</Status></LegalHold>", "<LegalHold"})
  void invalidDocumentDoesNotReleaseALegalHold(String document) throws Exception {
    s3.send("PUT", "/locked/held", "content", "x-amz-object-lock-legal-hold", "ON");
    assertRejected(s3.send("PUT", "/locked/held?legal-hold", document), 400, "MalformedXML");
    assertThat(s3.send("GET", "/locked/held?legal-hold", "").body()).contains(">ON<");
  }

  @Test
  void rejectsAnIncompleteRetention() throws Exception {
    s3.send("PUT", "/locked/kept", "content");
    String half = "<Retention><RetainUntilDate>2099-01-01T00:00:00Z</RetainUntilDate></Retention>";
    assertRejected(s3.send("PUT", "/locked/kept?retention", half), 400, "MalformedXML");
    String other =
        "<Retention><Mode>FOREVER</Mode><RetainUntilDate>2099-01-01T00:00:00Z</RetainUntilDate></Retention>";
    assertRejected(s3.send("PUT", "/locked/kept?retention", other), 400, "MalformedXML");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Mode>FOREVER</Mode><Days>1</Days>",
        "<Mode>GOVERNANCE</Mode>",
        "<Mode>GOVERNANCE</Mode><Days>1</Days><Years>1</Years>",
        "<Mode>GOVERNANCE</Mode><Days>soon</Days>",
        "<Mode>GOVERNANCE</Mode><Days>0</Days>",
        "<Mode>GOVERNANCE</Mode><Days>-1</Days>",
        "<Mode>GOVERNANCE</Mode><Years>9223372036854775807</Years>",
        "<Days>1</Days>"
      })
  void rejectsAnInvalidDefaultRetention(String rule) throws Exception {
    String document =
        "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention>"
            + rule
            + "</DefaultRetention></Rule></ObjectLockConfiguration>";
    assertRejected(s3.send("PUT", "/locked?object-lock", document), 400, "MalformedXML");
    assertThat(s3.send("PUT", "/locked/after", "content").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Content-MD5, AAAAAAAAAAAAAAAAAAAAAA==",
    "x-amz-checksum-crc32, AAAAAA==",
    "x-amz-checksum-sha256, AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
  })
  void documentWithAWrongDigestDeletesNothing(String header, String digest) throws Exception {
    s3.send("PUT", "/plain/wanted", "content");
    String document = "<Delete><Object><Key>wanted</Key></Object></Delete>";
    assertRejected(s3.send("POST", "/plain?delete", document, header, digest), 400, "BadDigest");
    assertThat(s3.send("HEAD", "/plain/wanted", "").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<Tag><Key>a</Key><Value>1</Value></Tag><Tag><Key>a</Key><Value>2</Value></Tag>",
        "<Tag><Key></Key><Value>1</Value></Tag>",
        "<Tag><Value>1</Value></Tag>"
      })
  void rejectsInvalidTags(String tags) throws Exception {
    s3.send("PUT", "/plain/tagged", "content", "x-amz-tagging", "kept=yes");
    String document = "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    assertRejected(s3.send("PUT", "/plain/tagged?tagging", document), 400, "InvalidTag");
    assertRejected(s3.send("PUT", "/plain/tagged?tagging", "<Tagging/>"), 400, "MalformedXML");
    assertThat(s3.send("GET", "/plain/tagged?tagging", "").body()).contains("<Key>kept</Key>");
  }

  @Test
  void rejectsAnEleventhTag() throws Exception {
    s3.send("PUT", "/plain/tagged", "content");
    StringBuilder tags = new StringBuilder();
    for (int i = 0; i < 11; i++) {
      tags.append("<Tag><Key>k").append(i).append("</Key><Value/></Tag>");
    }
    String document = "<Tagging><TagSet>" + tags + "</TagSet></Tagging>";
    assertRejected(s3.send("PUT", "/plain/tagged?tagging", document), 400, "InvalidTag");
  }

  @Test
  void listsEveryUploadOfAKeyOnceWithSmallPages() throws Exception {
    s3.send("PUT", "/uploads", "");
    for (int i = 0; i < 7; i++) {
      s3.send("POST", "/uploads/same?uploads", "");
    }
    List<String> seen = new ArrayList<>();
    String marker = "";
    for (int page = 0; page < 10 && marker != null; page++) {
      String target = "/uploads?uploads&max-uploads=1" + marker;
      String body = s3.send("GET", target, "").body();
      seen.addAll(all(body, "<UploadId>([^<]+)</UploadId>"));
      List<String> next = all(body, NEXT);
      marker = next.isEmpty() ? null : "&key-marker=same&upload-id-marker=" + next.get(0);
    }
    assertThat(seen).hasSize(7).doesNotHaveDuplicates();
  }

  private static List<String> all(String body, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(body);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static void assertRejected(HttpResponse<String> response, int status, String code) {
    assertThat(response.body()).contains("<Code>" + code + "</Code>");
    assertThat(response.statusCode()).isEqualTo(status);
  }
}
