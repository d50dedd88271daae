package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.ImpatientClients;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import dev.waybill.testing.FaultProxy.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

/** The pipeline behind a proxy, which damages responses and records requests. */
@ExtendWith(CloudExtension.class)
class PipelineFaultsIT {
  private static final int MIB = 1 << 20;
  private static final String OWNER = "x-amz-expected-bucket-owner";
  private static final String SOURCE_OWNER = "x-amz-source-expected-bucket-owner";

  private final CloudUnderTest cloud;
  private final FaultProxy proxy;
  private final Map<String, String> environment = new HashMap<>();
  private AwsClients aws;
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  PipelineFaultsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    proxy = new FaultProxy(cloud.endpoint());
  }

  @AfterEach
  void stop() {
    pipeline.close();
    aws.close();
    proxy.close();
    environment.keySet().forEach(System::clearProperty);
  }

  @Test
  void promotesObjectOnceItsBytesNoLongerTrickle() throws Exception {
    proxy.inject(this::isRead, 1, Fault.trickleBody(Duration.ofMillis(20)));
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
    aws = ImpatientClients.of(cloud, proxy.endpoint(), Duration.ofSeconds(1));
    pipeline.startWith(aws);

    ObjectVersion landed = pipeline.put("incoming/slow", "0123456789".repeat(100));
    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(pipeline.record(landed).size()).isEqualTo(1000);
    assertThat(proxy.requests().stream().filter(this::isRead)).hasSizeGreaterThan(1);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  @Test
  void statesOwnerInEveryRequestToCustodyBuckets() throws Exception {
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of("waybill.aws.bucket-owner", "caller"))
            .copyingInPartsAbove(10 * MIB, 5 * MIB);
    aws = fromEnvironment();
    pipeline.startWith(aws);

    pipeline.put("incoming/small", "first");
    pipeline.awaitEnds(1);
    pipeline.put("incoming/small", "second");
    pipeline
        .s3()
        .putObject(
            it -> it.bucket(pipeline.raw()).key("incoming/large").tagging("class=secret"),
            RequestBody.fromBytes(new byte[11 * MIB]));
    pipeline.awaitEnds(3);

    assertThat(pipeline.labels()).containsOnly("promoted").hasSize(3);
    List<Request> custody = proxy.requests().stream().filter(this::isToCustody).toList();
    assertThat(custody)
        .extracting(Request::method)
        .contains("GET", "HEAD", "PUT", "POST", "DELETE");
    assertThat(custody).filteredOn(it -> !it.headers().containsKey(OWNER)).isEmpty();
    assertThat(custody)
        .filteredOn(it -> it.headers().containsKey("x-amz-copy-source"))
        .hasSizeGreaterThan(4)
        .allSatisfy(it -> assertThat(it.headers()).containsKey(SOURCE_OWNER));
  }

  private boolean isRead(Request request) {
    return request.method().equals("GET") && request.target().contains("/incoming/slow");
  }

  private boolean isToCustody(Request request) {
    return Stream.of(pipeline.raw(), pipeline.settings().provenance().bucket())
        .anyMatch(bucket -> request.target().matches("/" + bucket + "([/?].*)?"));
  }

  /** Returns clients of the proxy as the service creates them; only those know their account. */
  private AwsClients fromEnvironment() {
    AwsCredentials keys = cloud.credentials();
    environment.put("aws.endpointUrl", proxy.endpoint().toString());
    environment.put("aws.region", CloudUnderTest.REGION.id());
    environment.put("aws.accessKeyId", keys.accessKeyId());
    environment.put("aws.secretAccessKey", keys.secretAccessKey());
    environment.put("aws.sessionToken", "token");
    environment.forEach(System::setProperty);
    return AwsClients.fromEnvironment(pipeline.settings());
  }
}
