package dev.waybill.cli;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Options of a witness.
 *
 * @param logs files with the vkeys of the logs that it knows
 * @param state folder, or {@code s3://bucket/prefix}
 * @param keys file with the keys of the witness; null for one in the folder
 * @param name name of new keys, or the name that the keys must have; null for the host's name
 * @param listen address to listen on
 * @param port port; 0 for any free one
 */
public record WitnessOptions(
    List<Path> logs,
    String state,
    @Nullable Path keys,
    @Nullable String name,
    String listen,
    int port) {
  public WitnessOptions {
    logs = List.copyOf(logs);
  }
}
