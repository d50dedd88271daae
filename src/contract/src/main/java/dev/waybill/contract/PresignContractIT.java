package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Contract of presigned URLs. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PresignContractIT {
  private final TestBucket bucket;
  private final HttpClient http = HttpClient.newHttpClient();
  private final S3Presigner presigner;

  PresignContractIT(CloudUnderTest cloud) {
    this.bucket = cloud.versionedBucket("presigned");
    this.presigner = cloud.presigner();
  }

  @AfterAll
  void closePresigner() {
    presigner.close();
  }

  @Test
  void aPresignedGetReads() throws Exception {
    bucket.put("get", "hello");
    HttpResponse<String> answer = fetch(presignedGet("get", Duration.ofMinutes(5)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("hello");
  }

  @Test
  void aPresignedPutWrites() throws Exception {
    URI url =
        presigner
            .presignPutObject(
                it ->
                    it.signatureDuration(Duration.ofMinutes(5))
                        .putObjectRequest(put -> put.bucket(bucket.name()).key("put")))
            .url()
            .toURI();
    HttpRequest request =
        HttpRequest.newBuilder(url).PUT(HttpRequest.BodyPublishers.ofString("put!")).build();
    assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
        .isEqualTo(200);
    assertThat(bucket.get("put")).isEqualTo("put!");
  }

  @Test
  void aPresignedGetCanOverrideResponseHeaders() throws Exception {
    bucket.put("headers", "hello");
    URI url =
        presigner
            .presignGetObject(
                it ->
                    it.signatureDuration(Duration.ofMinutes(5))
                        .getObjectRequest(
                            get ->
                                get.bucket(bucket.name())
                                    .key("headers")
                                    .responseContentType("text/foo")
                                    .responseContentDisposition("attachment; filename=a")))
            .url()
            .toURI();
    HttpResponse<String> answer = fetch(url);
    assertThat(answer.headers().firstValue("content-type").orElse("")).startsWith("text/foo");
    assertThat(answer.headers().firstValue("content-disposition"))
        .contains("attachment; filename=a");
  }

  @Test
  void aForgedSignatureIsRejected() throws Exception {
    bucket.put("forged", "hello");
    String url = presignedGet("forged", Duration.ofMinutes(5)).toString();
    String forged = url.replaceFirst("X-Amz-Signature=.{8}", "X-Amz-Signature=00000000");
    assertThat(fetch(URI.create(forged)).statusCode()).isEqualTo(403);
  }

  @Test
  void aSignatureIsValidForOneKeyOnly() throws Exception {
    bucket.put("mine", "hello");
    bucket.put("mine2", "secret");
    String url = presignedGet("mine", Duration.ofMinutes(5)).toString();
    assertThat(fetch(URI.create(url.replace("/mine?", "/mine2?"))).statusCode()).isEqualTo(403);
  }

  @Test
  void anExpiredSignatureIsRejected() throws Exception {
    bucket.put("expired", "hello");
    URI url = presignedGet("expired", Duration.ofSeconds(1));
    Thread.sleep(2100);
    assertThat(fetch(url).statusCode()).isEqualTo(403);
  }

  private URI presignedGet(String key, Duration valid) throws URISyntaxException {
    return presigner
        .presignGetObject(
            it ->
                it.signatureDuration(valid)
                    .getObjectRequest(get -> get.bucket(bucket.name()).key(key)))
        .url()
        .toURI();
  }

  private HttpResponse<String> fetch(URI url) throws IOException, InterruptedException {
    return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
  }
}
