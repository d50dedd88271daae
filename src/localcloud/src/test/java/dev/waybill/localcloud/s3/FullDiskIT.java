package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Local cloud that cannot store what it receives; a limit on file sizes stands for a full disk. */
final class FullDiskIT {
  private static final Path SHELL = Path.of("/bin/bash");

  @TempDir Path data;

  /** Clients retry a 5xx, and give up after a 4xx. */
  @Test
  void answersInternalErrorToBodyThatItCannotStore() throws Exception {
    assumeTrue(Files.isExecutable(SHELL), "no bash, which limits the size of files");

    Process cloud =
        new ProcessBuilder(
                SHELL.toString(),
                "-c",
                "ulimit -f 1024; exec \"$@\"",
                "bash",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-cp",
                System.getProperty("java.class.path"),
                FullCloud.class.getName(),
                data.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> lines =
        new String(cloud.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();

    assertThat(cloud.waitFor()).isZero();
    assertThat(lines)
        .contains("object 500 InternalError", "part 500 InternalError", "small 200 none");
  }

  /** Process whose files may have one mebibyte; it prints the answers to three requests. */
  static final class FullCloud {
    private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>");
    private static final Pattern UPLOAD = Pattern.compile("<UploadId>([^<]+)</UploadId>");

    private FullCloud() {}

    public static void main(String[] args) throws Exception {
      String large = "x".repeat(2 << 20);
      try (SignedS3Client s3 = new SignedS3Client(Path.of(args[0]))) {
        s3.send("PUT", "/bucket", "");
        print("object", s3.send("PUT", "/bucket/large", large));
        String upload = first(UPLOAD, s3.send("POST", "/bucket/parts?uploads=", ""));
        print("part", s3.send("PUT", "/bucket/parts?partNumber=1&uploadId=" + upload, large));
        print("small", s3.send("PUT", "/bucket/small", "x"));
      }
    }

    private static void print(String name, HttpResponse<String> answer) {
      System.out.println(name + " " + answer.statusCode() + " " + first(CODE, answer));
    }

    private static String first(Pattern pattern, HttpResponse<String> answer) {
      Matcher matcher = pattern.matcher(answer.body());
      return matcher.find() ? matcher.group(1) : "none";
    }
  }
}
