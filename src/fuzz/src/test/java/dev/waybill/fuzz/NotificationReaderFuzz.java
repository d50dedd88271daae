package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.intake.NotificationReader;
import dev.waybill.model.IntakeResult;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any message is read as at least one result, or rejected as malformed. */
final class NotificationReaderFuzz {
  private static final NotificationReader READER =
      new NotificationReader(
          CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/")));

  @FuzzTest(maxDuration = "20s")
  void readsOrRejects(byte[] body) {
    try {
      List<IntakeResult> results =
          READER.read(new String(body, StandardCharsets.UTF_8), "message-1");
      assertThat(results).isNotEmpty().doesNotContainNull();
    } catch (RejectedException e) {
      assertThat(e.outcome().reason()).isEqualTo(RejectReason.MALFORMED_NOTIFICATION);
      assertThat(e.getMessage()).matches("\\p{Print}*").hasSizeLessThan(500);
    }
  }
}
