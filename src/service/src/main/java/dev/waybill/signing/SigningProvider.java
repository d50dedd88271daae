package dev.waybill.signing;

import dev.waybill.record.SignatureFactory;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Security provider that signs with the handle of the signing key, so that components of Camel can
 * sign without the key itself. What is behind the handle makes the signatures: the provider that
 * {@link EcdsaProvider} selects, or KMS.
 */
public final class SigningProvider extends Provider {
  /** JCA name of the provider. */
  public static final String NAME = "WaybillSigning";

  private static final long serialVersionUID = 1L;

  private SigningProvider() {
    super(NAME, "1", "signatures with a key that cannot be read");
    putService(new SigningService(this));
  }

  /** Installs the provider in this process, last, unless it is installed. */
  public static void install() {
    Security.addProvider(new SigningProvider());
  }

  /** The only service of the provider: it signs, and verifies nothing. */
  private static final class SigningService extends Service {
    SigningService(Provider provider) {
      super(
          provider,
          "Signature",
          SignatureFactory.ALGORITHM,
          SignOnlySignature.class.getName(),
          List.of(),
          Map.of());
    }

    @Override
    public Object newInstance(@Nullable Object unused) {
      return new SignOnlySignature();
    }

    /** Without this, a lookup without a provider's name would offer foreign keys. */
    @Override
    public boolean supportsParameter(Object key) {
      return key instanceof SignOnlyKey;
    }
  }
}
