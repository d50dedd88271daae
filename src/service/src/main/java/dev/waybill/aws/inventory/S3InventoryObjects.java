package dev.waybill.aws.inventory;

import dev.waybill.aws.S3Failure;
import dev.waybill.reconcile.inventory.InventoryObjects;
import dev.waybill.reconcile.inventory.InventoryPlace;
import dev.waybill.reconcile.inventory.InventoryScope;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.InventoryFilter;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Objects of one inventory place in S3. */
public final class S3InventoryObjects implements InventoryObjects {
  private static final String NO_CONFIGURATION = "NoSuchConfiguration";

  private final S3Client reports;
  private final S3Client source;
  private final InventoryPlace place;

  /**
   * @param reports client for the bucket of the reports
   * @param source client for the bucket that is listed
   */
  public S3InventoryObjects(S3Client reports, S3Client source, InventoryPlace place) {
    this.reports = reports;
    this.source = source;
    this.place = place;
  }

  @Override
  public List<String> folders() throws IOException {
    return calling(
        () ->
            reports
                .listObjectsV2Paginator(
                    list -> list.bucket(place.bucket()).prefix(place.prefix()).delimiter("/"))
                .stream()
                .flatMap(page -> page.commonPrefixes().stream())
                .map(this::folder)
                .toList());
  }

  private String folder(CommonPrefix found) {
    String prefix = found.prefix();
    return prefix.substring(place.prefix().length(), prefix.length() - 1);
  }

  @Override
  public Optional<InputStream> open(String key) throws IOException {
    try {
      return Optional.of(
          new ReportBody(reports.getObject(get -> get.bucket(place.bucket()).key(key))));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw unreadable(e);
    } catch (SdkException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Optional<InventoryScope> scope() throws IOException {
    try {
      return Optional.of(scope(configuration()));
    } catch (S3Exception e) {
      if (S3Failure.code(e).equals(NO_CONFIGURATION)) {
        return Optional.empty();
      }
      throw unreadable(e);
    } catch (SdkException e) {
      throw unreadable(e);
    }
  }

  private InventoryConfiguration configuration() {
    return source
        .getBucketInventoryConfiguration(
            get -> get.bucket(place.sourceBucket()).id(place.configuration()))
        .inventoryConfiguration();
  }

  private static InventoryScope scope(InventoryConfiguration configuration) {
    @Nullable InventoryFilter filter = configuration.filter();
    boolean allVersions =
        configuration.includedObjectVersions() == InventoryIncludedObjectVersions.ALL;
    return new InventoryScope(
        allVersions, filter == null || filter.prefix() == null ? "" : filter.prefix());
  }

  private static <T> T calling(Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (SdkException e) {
      throw unreadable(e);
    }
  }

  /** Converts a failure; an interruption stays one of the thread. */
  static IOException unreadable(SdkException e) {
    if (e instanceof AbortedException) {
      Thread.currentThread().interrupt();
    }
    return new IOException(String.valueOf(e.getMessage()), e);
  }
}
