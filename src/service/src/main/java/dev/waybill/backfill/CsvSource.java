package dev.waybill.backfill;

import dev.waybill.reconcile.inventory.file.CsvLine;
import dev.waybill.reconcile.inventory.file.EncodedKey;
import dev.waybill.reconcile.inventory.file.FlawedInventoryException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Manifest in the form of S3 Batch Operations as a source: lines of bucket, key and version id,
 * keys URL-encoded. Without a version id the current version is meant.
 *
 * @param file the manifest
 * @param prefix prefix of the keys; a key outside it is an error
 * @param scope decision which versions are sealed
 * @param current the current version of a key; empty when there is none
 */
public record CsvSource(
    Path file,
    String prefix,
    BackfillScope scope,
    Function<String, Optional<BackfillVersion>> current)
    implements VersionSource {
  private static final int WITH_VERSION = 3;

  @Override
  public void read(Receiver receiver) throws IOException, InterruptedException {
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          read(line, number, receiver);
        }
      }
    }
  }

  private void read(String line, int number, Receiver receiver) throws IOException {
    try {
      List<String> fields = CsvLine.fields(line);
      if (fields.size() < 2 || fields.size() > WITH_VERSION) {
        throw new IOException("has " + fields.size() + " fields instead of bucket,key,version-id");
      }
      if (!fields.get(0).equals(scope.bucket())) {
        throw new IOException("names another bucket than " + scope.bucket());
      }
      String key = EncodedKey.decode(fields.get(1));
      if (!key.startsWith(prefix)) {
        throw new IOException("names a key outside of the prefix");
      }
      receive(key, fields.size() == WITH_VERSION ? fields.get(2) : "", receiver);
    } catch (FlawedInventoryException e) {
      throw new IOException("line " + number + " of " + file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IOException("line " + number + " of " + file + " " + e.getMessage(), e);
    }
  }

  private void receive(String key, String versionId, Receiver receiver) {
    Optional<BackfillVersion> version =
        versionId.isEmpty()
            ? current.apply(key)
            : Optional.of(new BackfillVersion(key, versionId, null, null, null));
    if (version.isEmpty()) {
      receiver.excluded(VersionCounts.GONE);
      return;
    }
    BackfillVersion found = version.get();
    scope
        .excluded(key, false, found.size(), found.lastModified())
        .ifPresentOrElse(receiver::excluded, () -> receiver.wanted(found));
  }
}
