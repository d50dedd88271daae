package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Contract of listings: order, pages, prefixes. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ListingContractIT {
  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;
  private static final List<String> KEYS =
      IntStream.range(0, 25).mapToObj(i -> "p/%02d/f".formatted(i)).toList();

  ListingContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.bucket("listed");
    KEYS.forEach(key -> bucket.put(key, "x"));
  }

  @Test
  void pagesHaveTheRequestedSizeAndTogetherAllKeys() {
    List<ListObjectsV2Response> pages =
        s3.listObjectsV2Paginator(it -> it.bucket(bucket.name()).prefix("p/").maxKeys(10)).stream()
            .toList();
    assertThat(pages).extracting(ListObjectsV2Response::keyCount).containsExactly(10, 10, 5);
    assertThat(pages.stream().flatMap(page -> page.contents().stream()).map(S3Object::key))
        .isEqualTo(KEYS);
  }

  @Test
  void aDelimiterGroupsKeysByPrefix() {
    ListObjectsV2Response list =
        s3.listObjectsV2(it -> it.bucket(bucket.name()).prefix("p/").delimiter("/"));
    assertThat(list.contents()).isEmpty();
    assertThat(list.commonPrefixes()).hasSize(25);
    assertThat(
            s3
                .listObjectsV2Paginator(
                    it -> it.bucket(bucket.name()).prefix("p/").delimiter("/").maxKeys(7))
                .commonPrefixes()
                .stream()
                .map(CommonPrefix::prefix))
        .hasSize(25)
        .doesNotHaveDuplicates()
        .isSorted();
  }

  @Test
  void aListingStartsAfterTheGivenKey() {
    assertThat(s3.listObjectsV2(it -> it.bucket(bucket.name()).startAfter("p/20/f")).contents())
        .extracting(S3Object::key)
        .isEqualTo(KEYS.subList(21, 25));
  }

  @Test
  void listObjectsV1PagesByMarker() {
    List<String> listed = new ArrayList<>();
    String marker = null;
    do {
      String from = marker;
      List<String> page =
          s3
              .listObjects(it -> it.bucket(bucket.name()).prefix("p/").maxKeys(10).marker(from))
              .contents()
              .stream()
              .map(S3Object::key)
              .toList();
      listed.addAll(page);
      marker = page.isEmpty() ? null : page.get(page.size() - 1);
    } while (marker != null && listed.size() < 100);
    assertThat(listed).isEqualTo(KEYS);
  }

  @Test
  void keysAreOrderedByTheirUtf8Bytes() {
    TestBucket odd = cloud.bucket("order");
    // In the order of UTF-16 units the last two would be swapped.
    List<String> ordered =
        List.of("A", "a", "a b", "a/b", "aa", "\u00e4", "\uff5e", "\ud83d\ude00");
    List<String> shuffled = new ArrayList<>(ordered);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(key -> odd.put(key, "x"));
    assertThat(s3.listObjectsV2(it -> it.bucket(odd.name())).contents())
        .extracting(S3Object::key)
        .isEqualTo(ordered);
  }

  @Test
  void anEntryHasSizeAndEtag() {
    String eTag = bucket.put("z/sized", "hello").eTag();
    S3Object entry =
        s3.listObjectsV2(it -> it.bucket(bucket.name()).prefix("z/")).contents().get(0);
    assertThat(entry.size()).isEqualTo(5);
    assertThat(entry.eTag()).isEqualTo(eTag);
    bucket.delete("z/sized");
  }

  @Test
  void aDeletedObjectIsNotListed() {
    TestBucket versioned = cloud.versionedBucket("deleted");
    versioned.put("a", "x");
    versioned.delete("a");
    assertThat(s3.listObjectsV2(it -> it.bucket(versioned.name())).contents()).isEmpty();
  }
}
