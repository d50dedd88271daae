package dev.waybill.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Start of a JVM for a program that a test runs in a process of its own.
 *
 * <p>Such a process mostly loads classes. Without the optimizing compiler, parallel collection and
 * verification of what javac wrote, it takes a quarter less processor time. Without the optimizing
 * compiler, a JVM also reserves too little room for the code of the SQL engine.
 */
public final class ProgramJvm {
  private static final List<String> OPTIONS =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:ReservedCodeCacheSize=240m",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private ProgramJvm() {}

  /** Returns a command that runs the main class on the class path of this JVM. */
  public static List<String> command(Class<?> main, String... arguments) {
    return command(List.of(), main, List.of(arguments));
  }

  /**
   * Returns a command that runs the main class on the class path of this JVM.
   *
   * @param more further options of the JVM, which replace those of this class
   */
  public static List<String> command(List<String> more, Class<?> main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(more);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    return command;
  }
}
