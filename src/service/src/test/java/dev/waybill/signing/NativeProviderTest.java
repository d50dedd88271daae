package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.waybill.record.SignatureFactory;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NativeProviderTest {
  private static final ClassLoader JAR = NativeProviderTest.class.getClassLoader();
  private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  /** The way that every platform but x86-64 Linux goes, with the library of this one. */
  @Test
  void signsWithTheLibraryThatTheClassLoaderReturns() throws Exception {
    NativeProvider loaded = NativeProvider.load(new NativeClassLoader(JAR, this::own));
    Assumptions.assumeTrue(loaded.problem() == null, "AWS-LC does not load on this machine");
    Provider provider = loaded.provider();

    assertThat(provider).isNotNull().isNotInstanceOf(AmazonCorrettoCryptoProvider.class);
    assertThat(provider.getName()).isEqualTo(AmazonCorrettoCryptoProvider.PROVIDER_NAME);
    assertThat(isVerifiedByTheJdk(provider)).isTrue();
  }

  private URL own(String file) {
    return JAR.getResource(NativePlatform.PROVIDER_FOLDER + file);
  }

  private static boolean isVerifiedByTheJdk(Provider provider) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair keys = generator.generateKeyPair();
    Signature signer = Signature.getInstance(SignatureFactory.ALGORITHM, provider);
    signer.initSign(keys.getPrivate());
    signer.update(MESSAGE);
    byte[] signature = signer.sign();
    Signature verifier = Signature.getInstance(SignatureFactory.ALGORITHM);
    verifier.initVerify(keys.getPublic());
    verifier.update(MESSAGE);
    return verifier.verify(signature);
  }

  @Test
  void namesTheProblemOfAMissingLibrary() {
    NativeProvider loaded = NativeProvider.load(new NativeClassLoader(JAR, file -> null));

    assertThat(loaded.problem()).isNotNull();
  }

  @Test
  void namesTheProblemOfAFileThatIsNoLibrary() throws IOException {
    Path other = Files.writeString(folder.resolve("library"), "no library");
    URL url = other.toUri().toURL();
    NativeProvider loaded = NativeProvider.load(new NativeClassLoader(JAR, file -> url));

    assertThat(loaded.problem()).isNotNull();
  }

  @Test
  void namesTheProblemOfMissingClasses() {
    NativeProvider loaded =
        NativeProvider.load(new NativeClassLoader(ClassLoader.getPlatformClassLoader(), this::own));

    assertThat(loaded.provider()).isNull();
    assertThat(loaded.problem()).isInstanceOf(ClassNotFoundException.class);
  }
}
