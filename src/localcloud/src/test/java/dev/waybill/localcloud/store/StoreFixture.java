package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Helper methods that store and read small objects. */
final class StoreFixture {
  static final WriteCause CAUSE =
      new WriteCause("ObjectCreated:Put", "tester", "127.0.0.1", "request");
  static final List<WriteDestination> DESTINATIONS = List.of(new WriteDestination("rule", "queue"));

  private StoreFixture() {}

  static NewVersion version(Bucket bucket, String key, String text, @Nullable Retention until) {
    String eTag = Integer.toHexString(text.hashCode());
    return new NewVersion(
        key,
        staged(bucket, text.getBytes(StandardCharsets.UTF_8)),
        eTag,
        Map.of(),
        null,
        Map.of(),
        Map.of(),
        Map.of(),
        until,
        false);
  }

  static StagedContent staged(Bucket bucket, byte[] bytes) {
    try (StagedContent content = bucket.stage()) {
      content.write(bytes);
      return content;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StoredVersion put(Bucket bucket, String key, String text) {
    return bucket.put(version(bucket, key, text, null), WriteCondition.NONE, CAUSE);
  }

  static String text(Bucket bucket, StoredVersion version) {
    try (InputStream in = bucket.read(version, 0, version.size())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> keys(ObjectPage page) {
    return page.objects().stream().map(StoredVersion::key).toList();
  }
}
