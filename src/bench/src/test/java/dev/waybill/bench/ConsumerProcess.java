package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A consumer that runs, or stands still while others are measured. */
final class ConsumerProcess implements AutoCloseable {
  private final Consumer consumer;
  private final Place place;
  private final Process process;
  private int given;

  private ConsumerProcess(Consumer consumer, Place place, Process process) {
    this.consumer = consumer;
    this.place = place;
    this.process = process;
  }

  /**
   * @param common what the environment of every consumer holds
   */
  static ConsumerProcess start(Consumer consumer, Place place, Map<String, String> common)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(consumer.command())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(Jvm.log(consumer.fileName())));
    clear(builder.environment());
    builder.environment().putAll(common);
    builder.environment().putAll(consumer.environment());
    return new ConsumerProcess(consumer, place, builder.start());
  }

  /** Removes AWS and Waybill variables: the person who runs the benchmark may have an account. */
  static void clear(Map<String, String> environment) {
    environment.keySet().removeIf(it -> it.startsWith("AWS_") || it.startsWith("WAYBILL_"));
  }

  Consumer consumer() {
    return consumer;
  }

  Place place() {
    return place;
  }

  long pid() {
    return process.pid();
  }

  Cpu cpu() {
    return new Cpu(process.toHandle());
  }

  /** Objects put for it so far. */
  int given() {
    return given;
  }

  /** Says that so many more are put; a name for them that no others have. */
  String give(int objects) {
    given += objects;
    return "batch-" + given;
  }

  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      throw new IOException(
          consumer.name() + " ended with " + process.exitValue() + ":\n" + lastLines());
    }
  }

  private String lastLines() throws IOException {
    Path log = Jvm.log(consumer.fileName()).toPath();
    String told = Files.readString(log);
    return told.substring(Math.max(0, told.length() - 2000));
  }

  /** Takes no processor time until it is resumed. */
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
      throw new IOException("kill " + what + " answered " + code);
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
