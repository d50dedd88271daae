package dev.waybill.record.offline;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Arguments of this process as they were given. In a locale such as {@code C} the JVM replaces each
 * byte that it cannot represent, and the argument then names something else.
 */
public final class CommandLineText {
  private static final String REPLACEMENT = "\uFFFD";
  private static final Path LINUX = Path.of("/proc/self/cmdline");

  private final List<byte[]> arguments;

  /**
   * @param commandLine arguments, each with a zero byte at its end; empty when they are not known
   */
  CommandLineText(byte[] commandLine) {
    arguments = split(commandLine);
  }

  /** Reads the arguments of this process, where the operating system tells them. */
  public static CommandLineText ofProcess() {
    try {
      return new CommandLineText(Files.readAllBytes(LINUX));
    } catch (IOException e) {
      return new CommandLineText(new byte[0]);
    }
  }

  /** Returns the first argument in which a character was lost; empty when there is none. */
  public static Optional<String> firstLossy(List<String> arguments) {
    return arguments.stream().filter(argument -> argument.contains(REPLACEMENT)).findFirst();
  }

  /** Returns an argument as the user gave it; empty when it is not known or not UTF-8. */
  public Optional<String> original(String lossy) {
    return arguments.stream()
        .filter(
            bytes ->
                new String(bytes, StandardCharsets.US_ASCII).equals(lossy)
                    || new String(bytes, StandardCharsets.UTF_8).equals(lossy))
        .findFirst()
        .flatMap(CommandLineText::decode);
  }

  private static Optional<String> decode(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  private static List<byte[]> split(byte[] commandLine) {
    List<byte[]> arguments = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < commandLine.length; at++) {
      if (commandLine[at] == 0) {
        arguments.add(Arrays.copyOfRange(commandLine, from, at));
        from = at + 1;
      }
    }
    return arguments;
  }
}
