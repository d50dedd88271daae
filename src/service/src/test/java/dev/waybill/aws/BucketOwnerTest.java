package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.InterceptorContext;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListBucketsRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.UploadPartCopyRequest;

final class BucketOwnerTest {
  private static final String ACCOUNT = "123456789012";
  private final BucketOwner owner =
      new BucketOwner(Set.of("raw", "provenance"), () -> Optional.of(ACCOUNT));

  @Test
  void statesOwnerOfCustodyBuckets() {
    assertThat(sent(owner, GetObjectRequest.builder().bucket("raw").key("a").build()))
        .hasValue(ACCOUNT);
    assertThat(sent(owner, PutObjectRequest.builder().bucket("provenance").key("a").build()))
        .hasValue(ACCOUNT);
  }

  /** The SDK's own interceptor has moved the source to a header when this one is called. */
  @Test
  void statesOwnerOfSourceAndDestinationOfCopies() {
    SdkRequest copy =
        CopyObjectRequest.builder().destinationBucket("raw").destinationKey("b").build();
    SdkRequest part =
        UploadPartCopyRequest.builder().destinationBucket("other").destinationKey("b").build();

    SdkHttpRequest copied = http(owner, copy, "raw/a?versionId=1");
    SdkHttpRequest copiedPart = http(owner, part, "/raw/folder/a");

    assertThat(copied.firstMatchingHeader(BucketOwner.HEADER)).hasValue(ACCOUNT);
    assertThat(copied.firstMatchingHeader(BucketOwner.SOURCE_HEADER)).hasValue(ACCOUNT);
    assertThat(copiedPart.firstMatchingHeader(BucketOwner.HEADER)).isEmpty();
    assertThat(copiedPart.firstMatchingHeader(BucketOwner.SOURCE_HEADER)).hasValue(ACCOUNT);
  }

  @Test
  void statesNoOwnerOfOtherSource() {
    SdkRequest copy =
        CopyObjectRequest.builder().destinationBucket("raw").destinationKey("b").build();

    assertThat(http(owner, copy, "raw-other/raw").firstMatchingHeader(BucketOwner.SOURCE_HEADER))
        .isEmpty();
  }

  @Test
  void statesNoOwnerOfOtherBuckets() {
    assertThat(sent(owner, GetObjectRequest.builder().bucket("log").key("a").build())).isEmpty();
    assertThat(sent(owner, ListBucketsRequest.builder().build())).isEmpty();
  }

  @Test
  void statesNoOwnerWithoutAccount() {
    BucketOwner unknown = new BucketOwner(Set.of("raw"), Optional::empty);

    assertThat(sent(unknown, GetObjectRequest.builder().bucket("raw").key("a").build())).isEmpty();
  }

  private static Optional<String> sent(BucketOwner owner, SdkRequest request) {
    return http(owner, request, null).firstMatchingHeader(BucketOwner.HEADER);
  }

  private static SdkHttpRequest http(
      BucketOwner owner, SdkRequest request, @Nullable String copySource) {
    SdkHttpRequest.Builder builder =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://s3.eu-central-1.amazonaws.com/"));
    if (copySource != null) {
      builder.putHeader("x-amz-copy-source", copySource);
    }
    SdkHttpRequest http = builder.build();
    InterceptorContext context =
        InterceptorContext.builder().request(request).httpRequest(http).build();
    return owner.modifyHttpRequest(context, new ExecutionAttributes());
  }
}
