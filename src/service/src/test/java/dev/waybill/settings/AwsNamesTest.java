package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that AWS accepts and rejects. */
final class AwsNamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"abc", "caa304-raw-data", "my.bucket.1", "1a2"})
  void acceptsLegalBucketNames(String name) {
    assertThat(AwsNames.BUCKET.parse(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "Upper",
        "under_score",
        "-start",
        "end-",
        "a..b",
        "10.0.0.1",
        "xn--a",
        "sthree-a",
        "a-s3alias",
        "a--ol-s3",
        "a/b",
        "a123456789012345678901234567890123456789012345678901234567890123",
      })
  void rejectsIllegalBucketNames(String name) {
    assertThatThrownBy(() -> AwsNames.BUCKET.parse(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events",
        "http://127.0.0.1:4566/000000000000/events",
        "https://sqs.eu-central-1.amazonaws.com/123456789012/events",
      })
  void acceptsStandardQueues(String text) {
    assertThat(AwsNames.STANDARD_QUEUE.parse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "events.fifo",
        "a b",
        "https:///events",
        "https://sqs.eu-central-1.amazonaws.com/123456789012/events.fifo",
        "ftp://host/events",
      })
  void rejectsOtherQueues(String text) {
    assertThatThrownBy(() -> AwsNames.STANDARD_QUEUE.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alias/caa304-raw-data",
        "1234abcd-12ab-34cd-56ef-1234567890ab",
        "mrk-1234abcd12ab34cd56ef1234567890ab",
        "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab",
        "arn:aws-us-gov:kms:us-gov-west-1:111122223333:alias/a",
      })
  void acceptsKmsKeys(String text) {
    assertThat(AwsNames.KMS_KEY.parse(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"caa304-raw-data", "alias/", "arn:aws:kms:us-east-1:111122223333:key/x", "1234"})
  void rejectsTextThatNamesNoKmsKey(String text) {
    assertThatThrownBy(() -> AwsNames.KMS_KEY.parse(text))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
