package dev.waybill.log;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Security;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * JUnit extension that computes digests and signatures of a test class by AWS-LC, for classes that
 * check thousands of them. The JDK's own take several times as much processor time in JVMs of
 * tests, which have no optimizing compiler; without the native library, they are used.
 */
public final class NativeCrypto implements BeforeAllCallback, AfterAllCallback {
  private static final AmazonCorrettoCryptoProvider PROVIDER =
      AmazonCorrettoCryptoProvider.INSTANCE;

  private boolean wasInstalled;

  @Override
  public void beforeAll(ExtensionContext context) {
    if (PROVIDER.getLoadingError() == null) {
      wasInstalled = Security.getProvider(PROVIDER.getName()) != null;
      Security.removeProvider(PROVIDER.getName());
      int unused = Security.insertProviderAt(PROVIDER, 1);
    }
  }

  /** Puts the provider back at the end, where the service has it, or removes it. */
  @Override
  public void afterAll(ExtensionContext context) {
    Security.removeProvider(PROVIDER.getName());
    if (wasInstalled) {
      int unused = Security.addProvider(PROVIDER);
    }
  }
}
