package dev.waybill.localcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Table of supported operations in the README of the local cloud. */
public final class OperationTable {
  private static final Pattern OPERATION = Pattern.compile("`([A-Za-z0-9]+)`");

  private OperationTable() {}

  /**
   * Returns the operations of a service.
   *
   * @param service the start of the first cell of the service's rows
   */
  public static Set<String> operations(String service) {
    Set<String> operations = new TreeSet<>();
    for (String line : readme().lines().toList()) {
      String[] cells = line.split("\\|", -1);
      if (cells.length > 2 && cells[1].strip().startsWith(service)) {
        Matcher operation = OPERATION.matcher(cells[2]);
        while (operation.find()) {
          operations.add(operation.group(1));
        }
      }
    }
    return operations;
  }

  private static String readme() {
    try {
      return Files.readString(Path.of("src/localcloud/README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
