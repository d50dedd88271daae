package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.testing.ProgramJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Tests of {@code waybill cloud} in a process of its own. */
class CloudIT {
  private static final Pattern ENDPOINT = Pattern.compile("local cloud {2}(http://127\\S+)");
  private static final int SIGTERM = 143;

  @TempDir Path folder;
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(process -> process.destroyForcibly().onExit().join());
  }

  @Test
  void startsEmptyAndKeepsDataAcrossRestarts() throws Exception {
    Process first = cloud("first", "0");
    try (AwsClients aws = clients(endpoint(first, "first"))) {
      assertThat(aws.s3().listBuckets().buckets()).isEmpty();
      aws.s3().createBucket(create -> create.bucket("kept"));
    }
    first.destroy();
    assertThat(first.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(first.exitValue()).isEqualTo(SIGTERM);

    try (AwsClients aws = clients(endpoint(cloud("second", "0"), "second"))) {
      assertThat(aws.s3().listBuckets().buckets()).extracting(Bucket::name).containsExactly("kept");
    }
  }

  @Test
  void namesPortInUseAndTheFix() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Process process = cloud("rejected", Integer.toString(taken.getLocalPort()));

      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
      assertThat(output("rejected"))
          .contains("" + taken.getLocalPort(), "--port")
          .doesNotContain("ready");
    }
  }

  @Test
  void namesDataDirectoryInUse() throws Exception {
    endpoint(cloud("owner", "0"), "owner");
    Process process = cloud("intruder", "0");

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output("intruder")).contains(folder.resolve("data") + " is in use", "--data");
  }

  @Test
  void namesDataDirectoryThatIsAFile() throws Exception {
    Files.createFile(folder.resolve("data"));
    Process process = cloud("rejected", "0");

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(output("rejected"))
        .contains("the data folder " + folder.resolve("data") + " cannot be used: ", "--data")
        .doesNotContain("stop the process");
  }

  @Test
  void saysThatItStops() throws Exception {
    Process process = cloud("stopped", "0");
    endpoint(process, "stopped");

    process.destroy();

    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(output("stopped")).contains("stopping");
  }

  private Process cloud(String name, String port) throws IOException {
    String data = folder.resolve("data").toString();
    Process process =
        new ProcessBuilder(
                ProgramJvm.command(WaybillLocal.class, "cloud", "--port", port, "--data", data))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private URI endpoint(Process process, String name) throws IOException {
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> output(name).contains("ready") || !process.isAlive());
    Matcher matcher = ENDPOINT.matcher(output(name));
    assertThat(matcher.find()).as(output(name)).isTrue();
    return URI.create(matcher.group(1));
  }

  private String output(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  private static AwsClients clients(URI endpoint) {
    return AwsClients.of(
        endpoint,
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
