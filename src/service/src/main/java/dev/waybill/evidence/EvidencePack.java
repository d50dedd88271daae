package dev.waybill.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writer of packs. Equal evidence gives equal bytes. */
public final class EvidencePack {
  /** Time of every entry: the first one that a zip file can state. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private EvidencePack() {}

  /** Returns the zip file of the evidence, with the page and the manifest. */
  public static byte[] write(Evidence evidence) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (PackFile file : files(evidence)) {
        zip.putNextEntry(entry(file));
        zip.write(file.content());
        zip.closeEntry();
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }

  /** Returns all files of the pack of some evidence. */
  static List<PackFile> files(Evidence evidence) {
    List<PackFile> files = new ArrayList<>();
    files.add(PackFile.ofText(PackNames.README, PageResources.text("README.txt")));
    files.add(PackFile.ofText(PackNames.PAGE, VerifyPage.write(evidence)));
    files.addAll(evidence.files());
    files.add(PackFile.ofText(PackNames.MANIFEST, PackManifest.json(evidence, files)));
    files.add(PackFile.ofText(PackNames.SUMS, PackManifest.sums(files)));
    return List.copyOf(files);
  }

  /** The entry is not compressed, because the result of zlib depends on its version. */
  private static ZipEntry entry(PackFile file) {
    byte[] content = file.content();
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(file.name());
    entry.setTimeLocal(TIME);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCompressedSize(content.length);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
