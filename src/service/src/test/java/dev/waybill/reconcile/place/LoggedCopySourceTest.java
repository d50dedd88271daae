package dev.waybill.reconcile.place;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Sources of copies as requests state them. */
final class LoggedCopySourceTest {
  @Example
  void parsesKeyAndVersion() {
    assertThat(LoggedCopySource.parse("/raw/incoming/a%20b+c%3FversionId=x?versionId=v1", "raw"))
        .contains(new LoggedCopySource("incoming/a b+c?versionId=x", "v1"));
  }

  @Example
  void takesNeitherAnotherBucketNorASourceWithoutVersion() {
    assertThat(LoggedCopySource.parse("raw2/a?versionId=v", "raw")).isEmpty();
    assertThat(LoggedCopySource.parse("raw/a", "raw")).isEmpty();
    assertThat(LoggedCopySource.parse("raw/a?versionId=", "raw")).isEmpty();
    assertThat(LoggedCopySource.parse("raw/%zz?versionId=v", "raw")).isEmpty();
    assertThat(LoggedCopySource.parse("raw/%?versionId=v", "raw")).isEmpty();
  }

  @Property(tries = 200)
  void untrustedTextNeverFails(@ForAll String text) {
    assertThat(LoggedCopySource.parse("raw/" + text, "raw"))
        .matches(it -> it.isEmpty() || !it.get().versionId().isEmpty());
  }
}
