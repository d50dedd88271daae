package dev.waybill.app;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.SystemHeaders;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Promotion of objects with unusual headers, metadata and tags, in one request and in parts. */
@ExtendWith(CloudExtension.class)
class CopiedAttributesIT {
  private static final int MIB = 1 << 20;
  private static final String NAMES =
      "attachment; filename=\"na\u00efve \u00df \u201c\u20ac\u201d \ud83d\ude00.txt\"";

  /** Requests that any SDK can make, by the name of the object. */
  private static final Map<String, Consumer<PutObjectRequest.Builder>> PUTS = puts();

  private final CloudUnderTest cloud;
  @TempDir Path folder;
  private PipelineUnderTest pipeline;

  CopiedAttributesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
  }

  @AfterEach
  void stop() {
    pipeline.close();
  }

  @Test
  void copyInOneRequestKeepsEveryAttribute() throws Exception {
    assertKept(pipeline);
  }

  @Test
  void copyInPartsKeepsEveryAttribute() throws Exception {
    PipelineUnderTest inParts = pipeline.copyingInPartsAbove(1, 5 * MIB);
    try {
      assertKept(inParts);
    } finally {
      inParts.stop();
    }
  }

  private void assertKept(PipelineUnderTest started) throws Exception {
    Map<String, Attributes> uploaded = new LinkedHashMap<>();
    for (Map.Entry<String, Consumer<PutObjectRequest.Builder>> put : PUTS.entrySet()) {
      put(put.getKey(), put.getValue());
    }
    putRaw("utf8-disposition", Map.of("Content-Disposition", NAMES.getBytes(UTF_8)));
    putRaw(
        "latin1-disposition",
        Map.of("Content-Disposition", "inline; filename=\"\u00e9\u0085\"".getBytes(ISO_8859_1)));
    putRaw("utf8-language", Map.of("Content-Language", "fran\u00e7ais".getBytes(UTF_8)));
    putRaw("utf8-cache", Map.of("Cache-Control", "x=\"\u00df\"".getBytes(UTF_8)));
    for (ObjectVersion version : pipeline.versions("incoming/")) {
      uploaded.put(version.key(), attributes(version.key()));
    }
    assertThat(uploaded).hasSize(PUTS.size() + 4);

    started.start();
    started.awaitEnds(uploaded.size(), Duration.ofMinutes(2));

    assertThat(started.labels()).containsOnly("promoted");
    uploaded.forEach(
        (key, attributes) ->
            assertThat(attributes(key.replace("incoming/", "processed/")))
                .as(key)
                .isEqualTo(attributes));
  }

  private static Map<String, Consumer<PutObjectRequest.Builder>> puts() {
    Map<String, Consumer<PutObjectRequest.Builder>> puts = new LinkedHashMap<>();
    puts.put("plain", put -> {});
    puts.put("no-type", put -> put.contentType(null));
    puts.put("type", put -> put.contentType("Text/HTML; Charset=\"UTF-8\""));
    puts.put("encoding", put -> put.contentEncoding("gzip, br"));
    puts.put("redirect", put -> put.websiteRedirectLocation("/a%20b?c=d&e=%C3%A9"));
    puts.put("disposition", put -> put.contentDisposition("inline; filename*=UTF-8''na%C3%AFve"));
    puts.put("expires-date", put -> put.expires(java.time.Instant.parse("2030-01-02T03:04:05Z")));
    puts.put("expires-zero", put -> expires(put, "0"));
    puts.put("expires-word", put -> expires(put, "never, ever"));
    puts.put("expires-rfc850", put -> expires(put, "Sunday, 06-Nov-94 08:49:37 GMT"));
    puts.put("expires-zone", put -> expires(put, "Wed, 2 Jan 2030 03:04:05 +0000"));
    puts.put("metadata-empty", put -> put.metadata(Map.of("empty", "")));
    puts.put("metadata-inner", put -> put.metadata(Map.of("a.b_c-d", "a,  b;c=\"d\"  e")));
    puts.put("metadata-word", put -> put.metadata(Map.of("w", "=?UTF-8?B?w6k=?=")));
    puts.put("metadata-quoted", put -> put.metadata(Map.of("w", "=?UTF-8?Q?=C3=A9_?=")));
    puts.put("metadata-large", put -> put.metadata(Map.of("large", "x".repeat(2043))));
    puts.put("tags-text", put -> put.tagging("empty=&a%20b%2B%3D%26=%C3%A9%20%F0%9F%98%80+/:@"));
    puts.put("tags-ten", put -> put.tagging(tags(10)));
    puts.put("class", put -> put.storageClass("STANDARD_IA"));
    return puts;
  }

  private static void expires(PutObjectRequest.Builder put, String text) {
    put.overrideConfiguration(with -> with.putHeader("Expires", text));
  }

  private static String tags(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "key" + i + "=" + "v".repeat(200))
        .collect(Collectors.joining("&"));
  }

  private void put(String name, Consumer<PutObjectRequest.Builder> attributes) {
    pipeline
        .s3()
        .putObject(
            put -> attributes.accept(put.bucket(pipeline.raw()).key("incoming/" + name)),
            RequestBody.fromString(name));
  }

  /** Puts an object with headers of any bytes, which are not signed, as a browser's form can. */
  private void putRaw(String name, Map<String, byte[]> headers) throws IOException {
    URI uri = presigned("incoming/" + name);
    try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
      var out = socket.getOutputStream();
      out.write(("PUT " + uri.getRawPath() + "?" + uri.getRawQuery()).getBytes(ISO_8859_1));
      out.write((" HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n").getBytes(ISO_8859_1));
      for (Map.Entry<String, byte[]> header : headers.entrySet()) {
        out.write((header.getKey() + ": ").getBytes(ISO_8859_1));
        out.write(header.getValue());
        out.write("\r\n".getBytes(ISO_8859_1));
      }
      out.write("Connection: close\r\nContent-Length: 2\r\n\r\nab".getBytes(ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      assertThat(new String(in.readAllBytes(), ISO_8859_1)).startsWith("HTTP/1.1 200");
    }
  }

  private URI presigned(String key) {
    try (S3Presigner presigner =
        S3Presigner.builder()
            .endpointOverride(cloud.endpoint())
            .region(CloudUnderTest.REGION)
            .credentialsProvider(StaticCredentialsProvider.create(cloud.credentials()))
            .serviceConfiguration(S3Configuration.builder().pathStyleAccessEnabled(true).build())
            .build()) {
      return URI.create(
          presigner
              .presignPutObject(
                  it ->
                      it.signatureDuration(Duration.ofMinutes(5))
                          .putObjectRequest(put -> put.bucket(pipeline.raw()).key(key)))
              .url()
              .toString());
    }
  }

  private Attributes attributes(String key) {
    RawObjects objects = new RawObjects(pipeline.s3());
    HeadObjectResponse head = objects.head(pipeline.raw(), key, null).orElseThrow();
    ObjectVersion version = new ObjectVersion(pipeline.raw(), key, head.versionId());
    return new Attributes(
        SystemHeaders.of(head), new HashMap<>(head.metadata()), objects.tags(version));
  }

  /** Attributes of one object besides its bytes. */
  private record Attributes(
      Map<String, String> headers, Map<String, String> metadata, Map<String, String> tags) {}
}
