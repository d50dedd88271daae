package dev.waybill.record.offline;

import dev.waybill.record.DelegationStatement;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Delegations in files: untrusted input, which a trusted key must have signed. */
public final class DelegationFiles {
  private DelegationFiles() {}

  /**
   * Reads delegations.
   *
   * @throws WrongFileException when a file is compressed or encoded
   * @throws IOException when a file cannot be read; other defects are findings
   */
  public static Delegations read(List<Path> files) throws IOException {
    List<byte[]> bundles = new ArrayList<>();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] content = in.readNBytes(RecordVerifier.MAX_RECORD_BYTES + 1);
        Optional<String> encoding = FileKind.encoding(content);
        if (encoding.isPresent()) {
          throw new WrongFileException(file + " is " + encoding.get());
        }
        bundles.add(content);
      }
    }
    return of(bundles);
  }

  /** Returns delegations of these bundles. */
  public static Delegations of(List<byte[]> bundles) {
    List<byte[]> all = List.copyOf(bundles);
    return Delegations.ofFiles(keyId -> find(all, keyId));
  }

  /** Returns the bundle that names a key; otherwise the first one, so that its defect is told. */
  private static Optional<StoredDelegation> find(List<byte[]> bundles, String keyId) {
    return bundles.stream()
        .filter(it -> DelegationStatement.named(it).filter(keyId::equals).isPresent())
        .findFirst()
        .or(() -> bundles.stream().findFirst())
        .map(it -> new StoredDelegation(it, null));
  }
}
