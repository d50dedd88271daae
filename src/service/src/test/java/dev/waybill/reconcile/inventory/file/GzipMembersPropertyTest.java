package dev.waybill.reconcile.inventory.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class GzipMembersPropertyTest {
  @Property(tries = 200)
  void membersAreInflatedOneAfterTheOther(@ForAll byte[] first, @ForAll byte[] second)
      throws IOException {
    assertThat(inflate(both(gzip(first), gzip(second)))).isEqualTo(both(first, second));
  }

  @Example
  void largeMembersAreInflated() throws IOException {
    byte[] large = new byte[1_000_000];
    new Random(1).nextBytes(large);
    assertThat(inflate(both(gzip(large), gzip(large)))).isEqualTo(both(large, large));
  }

  @Property(tries = 200)
  void noPartOfAMemberIsAccepted(@ForAll byte[] bytes, @ForAll @IntRange(max = 10_000) int at) {
    byte[] whole = gzip(bytes);
    assertFlawed(Arrays.copyOf(whole, at % whole.length));
  }

  @Property(tries = 200)
  void nothingBehindTheLastMemberIsAccepted(
      @ForAll byte[] bytes, @ForAll @Size(min = 1, max = 64) byte[] behind) {
    assertFlawed(both(gzip(bytes), behind));
  }

  /** Only the header has bits without a meaning for the bytes, such as the time. */
  @Property(tries = 1000)
  void changedBitsAreRejectedOrWithoutMeaning(
      @ForAll byte[] bytes,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll @IntRange(max = 7) int bit) {
    byte[] changed = gzip(bytes);
    changed[at % changed.length] ^= (byte) (1 << bit);
    try {
      assertThat(inflate(changed)).isEqualTo(bytes);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(FlawedInventoryException.class);
    }
  }

  @Property(tries = 1000)
  void acceptsNoOtherBytesThanTheJdk(@ForAll byte[] bytes) {
    byte[] gzip = both(new byte[] {0x1f, (byte) 0x8b, 8, 0}, bytes);
    try {
      byte[] inflated = inflate(gzip);
      assertThat(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes())
          .isEqualTo(inflated);
    } catch (IOException e) {
      assertThat(e).isInstanceOf(FlawedInventoryException.class);
    }
  }

  private static void assertFlawed(byte[] bytes) {
    assertThatThrownBy(() -> inflate(bytes))
        .isInstanceOfSatisfying(
            FlawedInventoryException.class,
            e -> assertThat(e.flaw()).isEqualTo(InventoryFlaw.FILE_NOT_GZIP));
  }

  private static byte[] inflate(byte[] gzip) throws IOException {
    try (GzipMembers members = new GzipMembers(new ByteArrayInputStream(gzip))) {
      return members.readAllBytes();
    }
  }

  private static byte[] both(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return out.toByteArray();
  }
}
