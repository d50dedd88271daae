package dev.waybill.localcloud.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of inventory configurations in requests that no SDK sends. */
final class InventoryDefinitionTest {
  private static final String WHOLE =
      "<InventoryConfiguration><Destination><S3BucketDestination>"
          + "<AccountId>000000000000</AccountId><Bucket>arn:aws:s3:::reports</Bucket>"
          + "<Format>CSV</Format><Prefix>inv</Prefix><Encryption><SSE-KMS><KeyId>key</KeyId>"
          + "</SSE-KMS></Encryption></S3BucketDestination></Destination>"
          + "<IsEnabled>true</IsEnabled><Filter><Prefix>a/</Prefix></Filter><Id>daily</Id>"
          + "<IncludedObjectVersions>All</IncludedObjectVersions>"
          + "<OptionalFields><Field>Size</Field><Field>ETag</Field></OptionalFields>"
          + "<Schedule><Frequency>Daily</Frequency></Schedule></InventoryConfiguration>";

  @Test
  void everyElementIsReadAndWritten() {
    XmlWriter xml = XmlWriter.plain("InventoryConfiguration");
    read("daily", WHOLE).write(xml);
    assertThat(new String(xml.bytes(), StandardCharsets.UTF_8)).endsWith(WHOLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Destination",
        "S3BucketDestination",
        "Bucket",
        "Format",
        "KeyId",
        "IsEnabled",
        "Id",
        "IncludedObjectVersions",
        "Schedule",
        "Frequency"
      })
  void aMissingElementIsMalformed(String name) {
    String without = WHOLE.replaceAll("<" + name + ">.*</" + name + ">", "");
    assertRejected("daily", without, "MalformedXML");
  }

  @ParameterizedTest
  @CsvSource({
    "<IsEnabled>true, <IsEnabled>yes, MalformedXML",
    "<Id>daily, <Id>weekly, IdMismatch",
    "<Field>ETag, <Field>ObjectOwner, NotImplemented",
    "<Field>ETag, <Field>Etag, MalformedXML",
    "<SSE-KMS>, <SSE-S3/><SSE-KMS>, MalformedXML",
    "arn:aws:s3:::reports, arn:aws:s3:::reports/inv, InvalidS3DestinationBucket",
    "InventoryConfiguration>, AnalyticsConfiguration>, MalformedXML"
  })
  void aWrongElementIsRejected(String from, String to, String code) {
    assertRejected("daily", WHOLE.replace(from, to), code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/b", "a b", "ä"})
  void anIdOfOtherCharactersIsRejected(String id) {
    assertRejected(id, WHOLE.replace("<Id>daily", "<Id>" + id), "InvalidConfigurationId");
  }

  private static void assertRejected(String id, String text, String code) {
    assertThatThrownBy(() -> read(id, text))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.code().code()).isEqualTo(code));
  }

  private static InventoryDefinition read(String id, String text) {
    return InventoryDefinition.of(id, XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)));
  }
}
