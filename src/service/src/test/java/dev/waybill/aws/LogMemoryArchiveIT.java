package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.check.LogMemory.Versioned;
import dev.waybill.log.check.SeenLog;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Memory of the log's watch in S3. */
@ExtendWith(CloudExtension.class)
class LogMemoryArchiveIT {
  private static final Instant AT = Instant.parse("2030-01-01T12:00:00Z");

  private final CloudUnderTest cloud;

  LogMemoryArchiveIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  private static SeenLog seen(String origin) {
    Checkpoint checkpoint = new Checkpoint(origin, 0, TreeHash.EMPTY_ROOT);
    NoteSignature signature = NoteSignature.of(origin, 1, new byte[64]);
    return new SeenLog(new SignedNote(checkpoint.text(), List.of(signature)), AT, 0, AT, null);
  }

  @Test
  void keepsMemoriesOfDeploymentsApartThatShareTheResults() {
    String results = "s3://" + cloud.bucket("results").name() + "/answers/";
    var one = new LogMemoryArchive(cloud.s3(), results, "one-provenance");
    var other = new LogMemoryArchive(cloud.s3(), results, "other-provenance");

    assertThat(one.keep(seen("one"), null)).isTrue();
    assertThat(other.find()).isEmpty();
    assertThat(other.keep(seen("other"), null)).isTrue();

    assertThat(one.find().map(Versioned::seen)).contains(seen("one"));
    assertThat(other.find().map(Versioned::seen)).contains(seen("other"));
  }
}
