package dev.waybill.fixity.second;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Manifests, scopes and what is stored of a reading. */
final class ReadManifestTest {
  @Property
  void readsWhatItWroteWhateverTheKeysAre(@ForAll @Size(max = 20) Set<@NotEmpty String> keys) {
    List<ObjectVersion> versions = new ArrayList<>();
    for (String key : keys) {
      // S3's keys are UTF-8, which has no lone surrogates.
      String legal = new String(key.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      ObjectVersion version = new ObjectVersion("raw", legal, "v.1_-");
      if (!versions.contains(version)) {
        versions.add(version);
      }
    }
    byte[] content = new ReadManifest(versions).bytes();

    assertThat(ReadManifest.parse(content, Sha256.hash(content)).versions()).isEqualTo(versions);
    assertThat(new String(content, StandardCharsets.UTF_8).chars().filter(it -> it == '\n'))
        .hasSize(versions.size());
  }

  @Test
  void rejectsOtherBytesThanThoseOfTheJob() {
    byte[] content = "raw,a,v1\n".getBytes(StandardCharsets.UTF_8);

    assertThatExceptionOfType(InvalidReadException.class)
        .isThrownBy(() -> ReadManifest.parse(content, Sha256.hash("raw,b,v1\n")));
  }

  @Property
  void everyKeyIsInOnePart(@ForAll String key) {
    assertThat(IntStream.rangeClosed(1, 7).filter(it -> new ReadScope("", it, 7).has(key)))
        .hasSize(1);
  }

  @Test
  void rejectsPartsThatDoNotExist() {
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadScope("", 0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new ReadScope("", 3, 2));
  }

  @Property
  void commonPrefixIsOfAllKeysAndEndsWithNoHalfCharacter(
      @ForAll @Size(min = 1, max = 5) List<String> keys) {
    String prefix = CommonPrefix.of(keys).text();

    assertThat(keys).allMatch(it -> it.startsWith(prefix));
    assertThat(prefix.isEmpty() || !Character.isHighSurrogate(prefix.charAt(prefix.length() - 1)))
        .isTrue();
  }

  @Test
  void readsWhatIsStoredOfAReadingInOneFormOnly() {
    StartedRead read =
        new StartedRead(
            "20261129T192300250Z",
            "job",
            "results",
            "athena/second-read/20261129T192300250Z/",
            new ReadScope("processed/ü", 2, 4),
            300,
            Instant.parse("2026-11-29T18:23:00.25Z"),
            Sha256.hash("manifest"));

    assertThat(StartedRead.parse(read.bytes())).isEqualTo(read);
    byte[] other =
        (new String(read.bytes(), StandardCharsets.UTF_8) + " ").getBytes(StandardCharsets.UTF_8);
    assertThatExceptionOfType(InvalidReadException.class)
        .isThrownBy(() -> StartedRead.parse(other));
    assertThatExceptionOfType(InvalidReadException.class)
        .isThrownBy(() -> StartedRead.parse("{}".getBytes(StandardCharsets.UTF_8)));
  }
}
