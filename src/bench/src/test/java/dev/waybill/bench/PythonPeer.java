package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Python environment of the benchmark, with boto3. */
final class PythonPeer {
  private PythonPeer() {}

  /** Empty when there is no python3, or it cannot get what the handler needs. */
  static Optional<Path> interpreter() throws IOException, InterruptedException {
    Path home = Scale.folder().resolve("venv");
    Path python = home.resolve("bin/python");
    boolean there =
        runs(python.toString(), "-c", "import boto3, cryptography") || made(home, python);
    return there ? Optional.of(python) : Optional.empty();
  }

  private static boolean made(Path home, Path python) throws InterruptedException {
    String needs = "src/bench/peers/boto3/requirements.txt";
    return runs("python3", "-m", "venv", home.toString())
        && runs(python.toString(), "-m", "pip", "install", "--quiet", "--requirement", needs);
  }

  private static boolean runs(String... command) throws InterruptedException {
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
    try (var told = process.inputReader()) {
      return String.valueOf(told.readLine());
    }
  }
}
