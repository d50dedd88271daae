package dev.waybill.reconcile.inventory;

import dev.waybill.reconcile.inventory.file.FlawedInventoryException;
import dev.waybill.reconcile.inventory.file.InventoryFlaw;
import dev.waybill.reconcile.inventory.file.InventoryLimits;
import dev.waybill.reconcile.inventory.file.Md5;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Search for the newest report of a configuration that was delivered as a whole.
 *
 * @param objects the objects of the place
 * @param place the place of the reports
 * @param limits the limits of a report
 */
record InventoryFinder(InventoryObjects objects, InventoryPlace place, InventoryLimits limits) {
  private static final DateTimeFormatter FOLDER =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Newest folders that are looked into; a report that is being delivered has no checksum yet. */
  private static final int MAX_FOLDERS = 5;

  private static final int MAX_CHECKSUM_BYTES = 256;

  /**
   * Returns the manifest of the newest report that has a manifest and its checksum.
   *
   * @throws FlawedInventoryException when there is none, or when it is flawed; an older report does
   *     not replace a flawed one
   */
  InventoryManifest find() throws IOException {
    for (String folder : newestFolders()) {
      Optional<byte[]> checksum = small(folder, "manifest.checksum", MAX_CHECKSUM_BYTES);
      if (checksum.isPresent()) {
        Optional<byte[]> manifest = small(folder, "manifest.json", limits.manifestBytes());
        if (manifest.isPresent()) {
          requireChecksum(folder, manifest.get(), checksum.get());
          return new InventoryManifestReader(limits).read(manifest.get());
        }
      }
    }
    throw new FlawedInventoryException(
        InventoryFlaw.NO_REPORT, "no complete report below " + place.uri(place.prefix()));
  }

  /**
   * Returns the manifest in one folder.
   *
   * @throws FlawedInventoryException when it or its checksum is missing, or it is flawed
   */
  InventoryManifest in(String folder) throws IOException {
    byte[] checksum = required(folder, "manifest.checksum", MAX_CHECKSUM_BYTES);
    byte[] manifest = required(folder, "manifest.json", limits.manifestBytes());
    requireChecksum(folder, manifest, checksum);
    return new InventoryManifestReader(limits).read(manifest);
  }

  private byte[] required(String folder, String name, int limit) throws IOException {
    return small(folder, name, limit)
        .orElseThrow(
            () ->
                new FlawedInventoryException(
                    InventoryFlaw.NO_REPORT,
                    "there is no " + place.uri(place.prefix() + folder + "/" + name)));
  }

  private List<String> newestFolders() throws IOException {
    return objects.folders().stream()
        .filter(InventoryFinder::isTime)
        .sorted(Comparator.reverseOrder())
        .limit(MAX_FOLDERS)
        .toList();
  }

  private static boolean isTime(String folder) {
    try {
      return LocalDateTime.parse(folder, FOLDER).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private Optional<byte[]> small(String folder, String name, int limit) throws IOException {
    Optional<InputStream> found = objects.open(place.prefix() + folder + "/" + name);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = found.get()) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new FlawedInventoryException(
            InventoryFlaw.TOO_LARGE, name + " has more than " + limit + " bytes");
      }
      return Optional.of(bytes);
    }
  }

  private void requireChecksum(String folder, byte[] manifest, byte[] checksum)
      throws FlawedInventoryException {
    String stated = new String(checksum, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    if (!stated.equals(Md5.of(manifest))) {
      throw new FlawedInventoryException(
          InventoryFlaw.MANIFEST_CHANGED,
          place.uri(place.prefix() + folder + "/manifest.json")
              + " does not have the MD5 of manifest.checksum");
    }
  }
}
