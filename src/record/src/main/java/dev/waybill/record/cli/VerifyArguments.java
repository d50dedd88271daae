package dev.waybill.record.cli;

import dev.waybill.record.offline.Conclusion;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Command line of the program, parsed. */
final class VerifyArguments {
  private final List<Path> keys = new ArrayList<>();
  private final List<Path> delegations = new ArrayList<>();
  private @Nullable Path record;
  private @Nullable Path object;
  private @Nullable Path proof;
  private @Nullable Path policy;
  private @Nullable Path chunks;
  private boolean json;
  private boolean recordOnly;
  private boolean help;
  private boolean version;

  private VerifyArguments() {}

  /**
   * Parses a command line. A request for help or the version makes all other arguments optional.
   *
   * @throws UsageException when an argument is unknown, repeated or missing
   */
  static VerifyArguments parse(String... args) throws UsageException {
    VerifyArguments parsed = new VerifyArguments();
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      String arg = rest.removeFirst();
      if (arg.equals("--")) {
        while (!rest.isEmpty()) {
          parsed.setRecord(rest.removeFirst());
        }
      } else if (arg.startsWith("-")) {
        parsed.readOption(arg, rest);
      } else {
        parsed.setRecord(arg);
      }
    }
    parsed.requireComplete();
    return parsed;
  }

  private void readOption(String arg, Deque<String> rest) throws UsageException {
    int equals = arg.indexOf('=');
    if (arg.startsWith("--") && equals > 0) {
      rest.addFirst(arg.substring(equals + 1));
      readValue(arg.substring(0, equals), rest);
      return;
    }
    switch (arg) {
      case "--json" -> json = true;
      case "--record-only" -> recordOnly = true;
      case "-h", "--help" -> help = true;
      case "-V", "--version" -> version = true;
      default -> readValue(arg, rest);
    }
  }

  private void readValue(String option, Deque<String> rest) throws UsageException {
    switch (option) {
      case "--key" -> keys.add(path(option, rest.pollFirst()));
      case "--delegation" -> delegations.add(path(option, rest.pollFirst()));
      case "--object" -> object = only(option, object, rest);
      case "--proof" -> proof = only(option, proof, rest);
      case "--policy" -> policy = only(option, policy, rest);
      case "--chunks" -> chunks = only(option, chunks, rest);
      default -> throw new UsageException("unknown option " + option);
    }
  }

  private static Path only(String option, @Nullable Path given, Deque<String> rest)
      throws UsageException {
    if (given != null) {
      throw new UsageException(option + " is given twice; give one file");
    }
    return path(option, rest.pollFirst());
  }

  private void setRecord(String file) throws UsageException {
    if (record != null) {
      throw new UsageException("more than one record file: " + file + "; give one");
    }
    record = path("record file", file);
  }

  private static Path path(String name, @Nullable String value) throws UsageException {
    if (value == null || value.isEmpty()) {
      throw new UsageException(name + " needs a file");
    }
    try {
      return Path.of(value);
    } catch (InvalidPathException e) {
      throw new UsageException(name + ": " + value + " is not a file name");
    }
  }

  private void requireComplete() throws UsageException {
    if (help || version) {
      return;
    }
    if (record == null) {
      throw new UsageException("give a record file");
    }
    if (recordOnly && object != null) {
      throw new UsageException("--record-only and --object contradict each other; give one");
    }
    if (proof != null && policy == null) {
      throw withoutOther();
    }
    if (keys.isEmpty()) {
      throw new UsageException("a record file needs --key, the public key you trust");
    }
  }

  /** Returns the failure of a proof without a policy, or of a policy without a proof. */
  static UsageException withoutOther() {
    return new UsageException(
        "--proof and --policy belong together: the policy names the logs that you trust");
  }

  /** Returns the record file. Call only without a request for help or the version. */
  Path record() {
    if (record == null) {
      throw new IllegalStateException("there is no record file");
    }
    return record;
  }

  List<Path> keys() {
    return List.copyOf(keys);
  }

  List<Path> delegations() {
    return List.copyOf(delegations);
  }

  @Nullable Path object() {
    return object;
  }

  @Nullable Path proof() {
    return proof;
  }

  @Nullable Path policy() {
    return policy;
  }

  @Nullable Path chunks() {
    return chunks;
  }

  boolean isJson() {
    return json;
  }

  /** Returns the conclusions that the user accepts. */
  Set<Conclusion> accepted() {
    return recordOnly ? Set.of(Conclusion.RECORD_ONLY) : Set.of();
  }

  boolean isHelp() {
    return help;
  }

  boolean isVersion() {
    return version;
  }
}
