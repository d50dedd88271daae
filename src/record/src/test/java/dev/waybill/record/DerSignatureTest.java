package dev.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.Verdict.Reason;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DerSignatureTest {
  /** The order n of P-256, SEC 2. */
  private static final BigInteger N =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @Test
  void everySignatureOfTheJdkIsAccepted() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    for (int message = 0; message < 300; message++) {
      signer.update((byte) message);
      DerSignature.requireStrict(signer.sign());
    }
  }

  @Test
  void theSmallestAndTheLargestNumbersAreAccepted() {
    BigInteger largest = N.subtract(BigInteger.ONE);
    assertAccepted(der(BigInteger.ONE, BigInteger.ONE));
    assertAccepted(der(largest, largest));
    assertAccepted(der(BigInteger.valueOf(127), BigInteger.valueOf(128)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing, ''",
    "no sequence, 3106020101020101",
    "an empty sequence, 3000",
    "one integer, 3003020101",
    "three integers, 3009020101020101020101",
    "a byte after the end, 300602010102010100",
    "a byte after the integers, 300702010102010100",
    "a long form of the length, 30810602010102 0101",
    "an indefinite length, 3080020101020101 0000",
    "a length too great, 3007020101020101",
    "a length too small, 3005020101020101",
    "cut short, 30060201010201",
    "r zero, 3006020100020101",
    "s zero, 3006020101020100",
    "r negative, 3006020181020101",
    "s negative, 3006020101020180",
    "r padded, 300702020001020101",
    "s padded, 300702010102020001",
    "r padded twice, 30080203000001 020101",
    "r empty, 30050200020101",
    "s empty, 30050201010200",
    "r no integer, 3006040101020101",
    "s no integer, 3006020101040101",
    "r beyond the end, 3006027f01020101",
    "s beyond the end, 3006020101022100",
  })
  void aSignatureOfAnotherFormIsRejected(String defect, String hex) {
    assertRejected(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  @Test
  void numbersOutOfRangeAreRejected() {
    assertRejected(der(N, BigInteger.ONE));
    assertRejected(der(BigInteger.ONE, N));
    assertRejected(der(N.add(BigInteger.ONE), BigInteger.ONE));
    assertRejected(der(BigInteger.ONE, BigInteger.ONE.shiftLeft(256).subtract(BigInteger.ONE)));
    assertRejected(der(BigInteger.ONE.shiftLeft(263), BigInteger.ONE));
  }

  /** Web Cryptography and JOSE use this form. */
  @Test
  void concatenatedRAndSAreRejected() {
    byte[] raw = new byte[64];
    Arrays.fill(raw, (byte) 0x30);
    assertRejected(raw);
    raw[1] = 62;
    assertRejected(raw);
  }

  private static void assertAccepted(byte[] signature) {
    assertThatCode(() -> DerSignature.requireStrict(signature)).doesNotThrowAnyException();
  }

  private static void assertRejected(byte[] signature) {
    assertThatThrownBy(() -> DerSignature.requireStrict(signature))
        .isInstanceOfSatisfying(
            InvalidRecordException.class,
            error -> assertThat(error.reason()).isEqualTo(Reason.SIGNATURE));
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    byte[] out = new byte[6 + first.length + second.length];
    out[0] = 0x30;
    out[1] = (byte) (out.length - 2);
    out[2] = 0x02;
    out[3] = (byte) first.length;
    System.arraycopy(first, 0, out, 4, first.length);
    out[4 + first.length] = 0x02;
    out[5 + first.length] = (byte) second.length;
    System.arraycopy(second, 0, out, 6 + first.length, second.length);
    return out;
  }
}
