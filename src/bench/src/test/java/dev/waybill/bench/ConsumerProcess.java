package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Process of a consumer, which is stopped while other consumers are measured. */
final class ConsumerProcess implements AutoCloseable {
  private final Consumer consumer;
  private final ConsumerResources resources;
  private final Process process;
  private int assigned;

  private ConsumerProcess(Consumer consumer, ConsumerResources resources, Process process) {
    this.consumer = consumer;
    this.resources = resources;
    this.process = process;
  }

  /**
   * @param common environment variables of every consumer
   */
  static ConsumerProcess start(
      Consumer consumer, ConsumerResources resources, Map<String, String> common)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(consumer.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(Jvm.log(consumer.fileName())));
    clear(builder.environment());
    builder.environment().putAll(common);
    builder.environment().putAll(consumer.environment());
    return new ConsumerProcess(consumer, resources, builder.start());
  }

  /** Removes AWS and Waybill variables, because they may refer to a real account. */
  static void clear(Map<String, String> environment) {
    environment.keySet().removeIf(it -> it.startsWith("AWS_") || it.startsWith("WAYBILL_"));
  }

  Consumer consumer() {
    return consumer;
  }

  ConsumerResources resources() {
    return resources;
  }

  long pid() {
    return process.pid();
  }

  CpuTime cpu() {
    return new CpuTime(process.toHandle());
  }

  /** Returns the number of objects that were put for this consumer. */
  int assigned() {
    return assigned;
  }

  /** Counts further objects and returns a unique name for them. */
  String assign(int objects) {
    assigned += objects;
    return "batch-" + assigned;
  }

  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          consumer.name() + " exited with code " + process.exitValue() + ":\n" + lastLines());
    }
  }

  private String lastLines() throws IOException {
    Path log = Jvm.log(consumer.fileName()).toPath();
    String output = Files.readString(log);
    return output.substring(Math.max(0, output.length() - 2000));
  }

  /** Stops the process (SIGSTOP) until it is resumed. */
  void pause() throws IOException, InterruptedException {
    signal("-STOP");
  }

  void resume() throws IOException, InterruptedException {
    signal("-CONT");
  }

  private void signal(String what) throws IOException, InterruptedException {
    ProcessHandle root = process.toHandle();
    String[] pids =
        Stream.concat(Stream.of(root), root.descendants())
            .map(each -> "" + each.pid())
            .toArray(String[]::new);
    String[] command =
        Stream.concat(Stream.of("kill", what), Stream.of(pids)).toArray(String[]::new);
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException("kill " + what + " failed with code " + code);
    }
  }

  @Override
  public void close() {
    ProcessHandle root = process.toHandle();
    root.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      boolean unused = process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
