package dev.waybill.aws.fixity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.aws.AwsClients;
import dev.waybill.fixity.examine.ListedKeyVersion;
import dev.waybill.fixity.examine.ObjectState;
import dev.waybill.fixity.examine.ReadReply;
import dev.waybill.fixity.examine.UnreadableException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import dev.waybill.testing.TestBucket;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;

/** Reads for examinations, also where the network cuts or changes the bytes. */
@ExtendWith(CloudExtension.class)
class S3ObjectReadsIT {
  private static final String KEY = "processed/k";
  private static final String BODY = "x".repeat(1000);

  private final CloudUnderTest cloud;
  private TestBucket bucket;
  private FaultProxy proxy;
  private AwsClients aws;
  private S3ObjectReads reads;

  S3ObjectReadsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() {
    bucket = cloud.versionedBucket("fixity");
    proxy = new FaultProxy(cloud.endpoint());
    aws =
        AwsClients.of(
            proxy.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()));
    reads = new S3ObjectReads(aws.s3());
  }

  @AfterEach
  void close() {
    aws.close();
    proxy.close();
  }

  private String put(String body) {
    return bucket
        .s3()
        .putObject(
            it -> it.bucket(bucket.name()).key(KEY).checksumAlgorithm("SHA256"),
            RequestBody.fromString(body))
        .versionId();
  }

  private byte[] read() throws IOException {
    ReadReply.Found found = (ReadReply.Found) reads.get(bucket.name(), KEY, null);
    try (var body = found.body()) {
      return body.readAllBytes();
    }
  }

  @Test
  void statesWhatHeadersState() throws Exception {
    String first = put(BODY);
    String second = put("other");

    ReadReply.Found found = (ReadReply.Found) reads.get(bucket.name(), KEY, first);
    assertThat(found.body().readAllBytes()).isEqualTo(BODY.getBytes(UTF_8));
    found.body().close();
    ObjectState state = found.state();
    assertThat(state.versionId()).isEqualTo(first);
    assertThat(state.size()).isEqualTo(1000);
    assertThat(state.checksum()).isEqualTo(Sha256.hash(BODY).base64());
    assertThat(state.lockMode()).isNull();
    assertThat(reads.head(bucket.name(), KEY, first)).contains(state);
    assertThat(reads.head(bucket.name(), KEY, null).orElseThrow().versionId()).isEqualTo(second);
  }

  @Test
  void listsVersionsAndMarkersOfExactlyOneKey() {
    String first = put("1");
    String second = put("22");
    bucket.put(KEY + "/below", "other");
    bucket.put(KEY + "-beside", "other");
    bucket.delete(KEY);

    List<ListedKeyVersion> versions = reads.versions(bucket.name(), KEY, 10);

    assertThat(versions).extracting(ListedKeyVersion::isMarker).containsExactly(true, false, false);
    assertThat(versions.subList(1, 3))
        .extracting(ListedKeyVersion::versionId)
        .containsExactly(second, first);
    assertThat(versions).extracting(ListedKeyVersion::size).containsExactly(0L, 2L, 1L);
    assertThat(reads.versions(bucket.name(), KEY, 2)).hasSize(2);
    assertThat(reads.versions(bucket.name(), "processed/absent", 2)).isEmpty();
  }

  @Test
  void knowsObjectWithoutVersion() {
    TestBucket plain = cloud.bucket("plain");
    var unused = plain.put(KEY, "content");

    assertThat(reads.head(plain.name(), KEY, null).orElseThrow().versionId())
        .isEqualTo(ObjectVersion.NULL_VERSION);
    assertThat(reads.versions(plain.name(), KEY, 10))
        .extracting(ListedKeyVersion::versionId)
        .containsExactly(ObjectVersion.NULL_VERSION);
    assertThat(reads.get(plain.name(), KEY, ObjectVersion.NULL_VERSION))
        .isInstanceOf(ReadReply.Found.class);
  }

  @Test
  void isAbsentOnlyWhereS3SaysSo() {
    String version = put("content");
    bucket.delete(KEY);
    String marker = reads.versions(bucket.name(), KEY, 1).get(0).versionId();

    assertThat(reads.get(bucket.name(), KEY, null)).isEqualTo(new ReadReply.Absent());
    assertThat(reads.get(bucket.name(), KEY, marker)).isEqualTo(new ReadReply.Absent());
    assertThat(reads.get(bucket.name(), KEY, version)).isInstanceOf(ReadReply.Found.class);
    assertThat(reads.head(bucket.name(), KEY, null)).isEmpty();
    String none = cloud.uniqueName("none");
    assertThatThrownBy(() -> reads.get(none, KEY, null))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("S3 answered 404 NoSuchBucket");
    assertThatThrownBy(() -> reads.versions(none, KEY, 1)).isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> reads.keys(none, KEY)).isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "403,AccessDenied",
    "400,KMS.DisabledException",
    "400,ExpiredToken",
    "500,InternalError",
    "503,SlowDown"
  })
  void isUnreadableWhereS3Fails(int status, String code) {
    String unused = put("content");
    proxy.inject(it -> true, 1_000, Fault.error(status, code));

    assertThatThrownBy(() -> reads.get(bucket.name(), KEY, null))
        .isInstanceOf(UnreadableException.class)
        .hasMessage("S3 answered " + status + " " + code);
    assertThatThrownBy(() -> reads.head(bucket.name(), KEY, null))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> reads.versions(bucket.name(), KEY, 1))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> reads.keys(bucket.name(), KEY))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void endsBodyWhereConnectionEndsIt() throws Exception {
    String unused = put(BODY);
    inject(Fault.cutBody(400));

    assertThat(read()).hasSize(400);
    assertThat(read()).hasSize(1000);
  }

  /** The SDK would throw, and the reader would not learn the digest of what is there. */
  @Test
  void readsBytesThatDoNotHaveTheirStoredChecksum() throws Exception {
    String unused = put(BODY);
    inject(Fault.flipBit());

    assertThat(read()).hasSize(1000).isNotEqualTo(BODY.getBytes(UTF_8));
  }

  @Test
  void doesNotReadRestOfBodyThatIsClosed() throws Exception {
    String unused = put("y".repeat(50_000_000));
    ReadReply.Found found = (ReadReply.Found) reads.get(bucket.name(), KEY, null);

    assertThat(found.body().read()).isEqualTo('y');
    found.body().close();

    assertThat(reads.head(bucket.name(), KEY, null)).isPresent();
    assertThat(proxy.requests().stream().map(FaultProxy.Request::connection).distinct())
        .as("a connection with unread bytes is not used again")
        .hasSize(2);
  }

  private void inject(Fault fault) {
    proxy.inject(it -> it.method().equals("GET"), 1, fault);
  }
}
