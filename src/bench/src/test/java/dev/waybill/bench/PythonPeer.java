package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Python environment with boto3. */
final class PythonPeer {
  private PythonPeer() {}

  /**
   * Returns the interpreter; empty without python3 or when its requirements cannot be installed.
   */
  static Optional<Path> interpreter() throws IOException, InterruptedException {
    Path home = BenchOptions.folder().resolve("venv");
    Path python = home.resolve("bin/python");
    boolean ready =
        succeeds(python.toString(), "-c", "import boto3, cryptography") || install(home, python);
    return ready ? Optional.of(python) : Optional.empty();
  }

  private static boolean install(Path home, Path python) throws InterruptedException {
    String requirements = "src/bench/peers/boto3/requirements.txt";
    return succeeds("python3", "-m", "venv", home.toString())
        && succeeds(
            python.toString(), "-m", "pip", "install", "--quiet", "--requirement", requirements);
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(Jvm.log("python")))
              .start()
              .waitFor()
          == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  static String version(Path python) throws IOException {
    Process process =
        new ProcessBuilder(
                python.toString(),
                "-c",
                "import boto3, sys; print(boto3.__version__, 'on Python', sys.version.split()[0])")
            .start();
    try (var output = process.inputReader()) {
      return String.valueOf(output.readLine());
    }
  }
}
