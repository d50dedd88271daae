package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Limits of an edited route: the key that it can use, and the records that name it. */
@ExtendWith(CloudExtension.class)
class RouteRightsIT {
  private static final String ROUTE =
      """
      - route:
          id: 95-steal
          from:
            uri: timer:steal?repeatCount=1&delay=0
            steps:
              - to:
                  uri: bean:signingKey?method=getEncoded
              - to:
                  uri: file:FOLDER?fileName=key&allowNullBody=true
      """;

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  RouteRightsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void routeCanSignAndCannotReadThePrivateKey() throws Exception {
    Path home = RoutesCopy.under(folder);
    Path stolen = folder.resolve("stolen");
    Files.writeString(
        home.resolve("routes").resolve("95-steal.camel.yaml"),
        ROUTE.replace("FOLDER", stolen.toString()));
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.startFrom(home);
      pipeline.put("incoming/a", "signed");
      pipeline.awaitEnds(1);

      assertThat(pipeline.labels()).containsExactly("promoted");
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.exists(stolen.resolve("key")));
      assertThat(Files.readAllBytes(stolen.resolve("key"))).isEmpty();
    }
  }

  /** Records from before and after an edit differ in what made them. */
  @Test
  void recordStatesDigestOfTheEditedRoutes() throws Exception {
    Path home = RoutesCopy.under(folder);
    DeploymentDigests shipped;
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      shipped = deployment(pipeline.startFrom(home));
      pipeline.stop();
      Path edited = home.resolve("routes").resolve("20-seal.camel.yaml");
      Files.writeString(edited, "# edited\n", StandardOpenOption.APPEND);

      DeploymentDigests after = deployment(pipeline.startFrom(home));

      assertThat(after.routes()).isNotEqualTo(shipped.routes());
      assertThat(after.configuration()).isEqualTo(shipped.configuration());
      assertThat(after.sql()).isEqualTo(shipped.sql());
    }
  }

  private static DeploymentDigests deployment(PipelineUnderTest pipeline) {
    int before = pipeline.outcomes().size();
    ObjectVersion version = pipeline.put("incoming/a" + before, "bytes");
    pipeline.awaitEnds(before + 1);
    return pipeline.record(version).deployment();
  }
}
