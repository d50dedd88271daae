package dev.waybill.localcloud.athena;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.TableFile;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import dev.waybill.localcloud.athena.hive.PartitionLocation;
import dev.waybill.localcloud.athena.hive.Projection;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectPage;
import dev.waybill.localcloud.store.ObjectQuery;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table files in the local S3. Only the prefixes of the selected partitions are listed. */
record StoreTableFiles(ObjectStore store, Projection projection) implements TableFiles {
  private static final int PAGE_SIZE = 1000;

  @Override
  public List<TableFile> list(TableEntry table, Map<String, PartitionFilter> filters) {
    List<TableFile> files = new ArrayList<>();
    for (PartitionLocation partition : projection.partitions(table, filters)) {
      list(partition, files);
    }
    return files;
  }

  private void list(PartitionLocation partition, List<TableFile> files) {
    S3Uri folder = S3Uri.parse(partition.location());
    Bucket bucket = bucket(folder);
    String after = "";
    while (after != null) {
      ObjectPage page = bucket.listObjects(new ObjectQuery(folder.key(), null, after, PAGE_SIZE));
      for (StoredVersion object : page.objects()) {
        if (isData(object)) {
          String uri = new S3Uri(folder.bucket(), object.key()).toString();
          files.add(new TableFile(uri, object.size(), partition.values()));
        }
      }
      after = page.truncated() ? page.last() : null;
    }
  }

  /**
   * Returns whether an object is data. Hive skips names that begin with a dot or an underscore, and
   * folder markers.
   */
  private static boolean isData(StoredVersion object) {
    String name = object.key().substring(object.key().lastIndexOf('/') + 1);
    return object.size() > 0 && !name.startsWith(".") && !name.startsWith("_");
  }

  private Bucket bucket(S3Uri uri) {
    try {
      return store.bucket(uri.bucket());
    } catch (StoreException e) {
      throw new SqlFailure(
          "HIVE_METASTORE_ERROR", SqlFailure.Kind.USER, 0, 0, uri + ": " + e.code().message());
    }
  }

  @Override
  public InputStream open(TableFile file) throws IOException {
    S3Uri uri = S3Uri.parse(file.uri());
    Bucket bucket = bucket(uri);
    @Nullable StoredVersion version = bucket.find(uri.key(), null);
    if (version == null || version.deleteMarker()) {
      throw new FileNotFoundException(file.uri());
    }
    return bucket.read(version, 0, version.size());
  }
}
