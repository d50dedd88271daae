package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  @Property
  void readsTheBundlesThatItWrites(@ForAll @Size(max = 20) List<byte[]> entries) {
    assertThat(EntryBundle.decode(EntryBundle.encode(entries), 20))
        .containsExactlyElementsOf(entries);
  }

  @Property
  void acceptsOnlyBundlesThatItWritesInTheSameWay(@ForAll byte[] bundle) {
    try {
      assertThat(EntryBundle.encode(EntryBundle.decode(bundle))).isEqualTo(bundle);
    } catch (InvalidLogException rejected) {
      assertThat(rejected).hasMessageContaining("cut off");
    }
  }

  @Test
  void holdsEntriesOfEveryAllowedSize() {
    List<byte[]> entries = List.of(new byte[0], new byte[255], new byte[256], new byte[65_535]);

    assertThat(EntryBundle.decode(EntryBundle.encode(entries))).containsExactlyElementsOf(entries);
  }

  @Test
  void rejectsLargerEntry() {
    List<byte[]> tooLarge = List.of(new byte[65_536]);

    assertThatThrownBy(() -> EntryBundle.encode(tooLarge))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void rejectsBundlesThatAreCutOff() {
    byte[] bundle = EntryBundle.encode(List.of(new byte[3], new byte[300]));
    for (int length : new int[] {1, 2, 4, 6, 7, 8, bundle.length - 1}) {
      byte[] cut = Arrays.copyOf(bundle, length);
      assertThatThrownBy(() -> EntryBundle.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(InvalidLogException.class);
    }
  }

  @Test
  void rejectsMoreEntriesThanTheLimitBeforeItHoldsThem() {
    assertThatThrownBy(() -> EntryBundle.decode(new byte[1_000_000], 256))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("more than 256 entries");
  }
}
