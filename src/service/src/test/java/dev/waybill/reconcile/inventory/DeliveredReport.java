package dev.waybill.reconcile.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.reconcile.inventory.file.Md5;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Inventory place in memory with one good report, which tests damage. */
final class DeliveredReport implements InventoryObjects {
  static final InventoryPlace PLACE = InventoryPlace.of("s3://reports/inv/raw/daily");
  static final Instant CREATED = Instant.parse("2026-03-01T10:20:30.456Z");
  static final String FOLDER = "2026-03-01T10-20Z";
  static final String MANIFEST = "inv/raw/daily/" + FOLDER + "/manifest.json";
  static final String CHECKSUM = "inv/raw/daily/" + FOLDER + "/manifest.checksum";
  static final String SCHEMA =
      "Bucket, Key, VersionId, IsLatest, IsDeleteMarker, Size, LastModifiedDate, ETag,"
          + " StorageClass, EncryptionStatus";
  static final String ROW_A =
      "\"raw\",\"a\",\"v1\",\"true\",\"false\",\"5\",\"2026-02-01T00:00:00.000Z\",\"e1\","
          + "\"STANDARD\",\"SSE-KMS\"";
  static final String ROW_B = ROW_A.replace("\"a\"", "\"b\"");
  private static final ObjectMapper JSON = new ObjectMapper();

  final Map<String, byte[]> objects = new TreeMap<>();
  @Nullable InventoryScope scope = new InventoryScope(true, "");
  @Nullable IOException failure;
  private final ObjectNode manifest =
      JSON.createObjectNode()
          .put("sourceBucket", "raw")
          .put("destinationBucket", "arn:aws:s3:::reports")
          .put("version", "2016-11-30")
          .put("creationTimestamp", Long.toString(CREATED.toEpochMilli()))
          .put("fileFormat", "CSV")
          .put("fileSchema", SCHEMA);

  /** Delivers a report of two files with a row each. */
  static DeliveredReport good() {
    return of(List.of(ROW_A), List.of(ROW_B));
  }

  @SafeVarargs
  static DeliveredReport of(List<String>... files) {
    DeliveredReport report = new DeliveredReport();
    report.manifest.putArray("files");
    for (int i = 0; i < files.length; i++) {
      String text = String.join("\n", files[i]) + "\n";
      report.add(key(i), gzip(text.getBytes(StandardCharsets.UTF_8)));
    }
    return report.sign();
  }

  static String key(int index) {
    return "inv/raw/daily/data/" + index + ".csv.gz";
  }

  /** Returns a report of one file with these compressed bytes. */
  static DeliveredReport ofBytes(byte[] compressed) {
    DeliveredReport report = new DeliveredReport();
    report.manifest.putArray("files");
    report.add(key(0), compressed);
    return report.sign();
  }

  /** Adds a file to the manifest and to the place. */
  private void add(String key, byte[] bytes) {
    objects.put(key, bytes);
    manifest
        .withArray("files")
        .addObject()
        .put("key", key)
        .put("size", bytes.length)
        .put("MD5checksum", Md5.of(bytes));
  }

  /** Changes the manifest, whose checksum then fits again. */
  DeliveredReport manifest(Consumer<ObjectNode> change) {
    change.accept(manifest);
    return sign();
  }

  /** Changes the entry of a file in the manifest. */
  DeliveredReport file(int index, Consumer<ObjectNode> change) {
    return manifest(it -> change.accept((ObjectNode) it.withArray("files").get(index)));
  }

  /** Replaces the manifest, whose checksum then fits again. */
  DeliveredReport manifestText(String text) {
    return object(MANIFEST, text).object(CHECKSUM, Md5.of(objects.get(MANIFEST)));
  }

  /** Puts an object; null removes it. */
  DeliveredReport object(String key, @Nullable String text) {
    if (text == null) {
      objects.remove(key);
    } else {
      objects.put(key, text.getBytes(StandardCharsets.UTF_8));
    }
    return this;
  }

  DeliveredReport scope(@Nullable InventoryScope to) {
    scope = to;
    return this;
  }

  DeliveredReport failing(String message) {
    failure = new IOException(message);
    return this;
  }

  private DeliveredReport sign() {
    return manifestText(manifest.toPrettyString());
  }

  static byte[] gzip(byte[] text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Bytes that cannot be read after they were closed, as those of a connection. */
  private static final class OpenBytes extends FilterInputStream {
    private boolean isClosed;

    OpenBytes(byte[] bytes) {
      super(new ByteArrayInputStream(bytes));
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (isClosed) {
        throw new IOException("closed");
      }
      return super.read(buffer, offset, length);
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  @Override
  public List<String> folders() {
    return objects.keySet().stream()
        .map(key -> key.substring(PLACE.prefix().length()))
        .filter(name -> name.contains("/"))
        .map(name -> name.substring(0, name.indexOf('/')))
        .distinct()
        .toList();
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(objects.get(key)).map(OpenBytes::new);
  }

  @Override
  public Optional<InventoryScope> scope() {
    return Optional.ofNullable(scope);
  }
}
