package dev.waybill.signing;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.MLDSAKeyFactorySpi;
import org.bouncycastle.jcajce.provider.asymmetric.mldsa.SignatureSpi;
import org.jspecify.annotations.Nullable;

/**
 * Security provider of ML-DSA (FIPS 204) for runtimes without it, with the implementation of Bouncy
 * Castle. The provider offers nothing else: the whole of Bouncy Castle takes longer to start, and
 * would be found for algorithms that other code looks up without a provider's name.
 */
public final class MlDsaProvider extends Provider {
  /** JCA name of the provider. */
  public static final String NAME = "WaybillMlDsa";

  private static final String ALGORITHM = "ML-DSA";
  private static final long serialVersionUID = 1L;

  private MlDsaProvider() {
    super(NAME, "1", "ML-DSA of Bouncy Castle");
    putService(new Implementation(this, "Signature", SignatureSpi.MLDSA.class));
    putService(new Implementation(this, "KeyFactory", MLDSAKeyFactorySpi.Pure.class));
  }

  /** Installs the provider in this process, last, unless it is installed. */
  public static void install() {
    if (Security.getProvider(NAME) == null) {
      Security.addProvider(new MlDsaProvider());
    }
  }

  /** Service whose class comes from the class loader of this provider. */
  private static final class Implementation extends Service {
    private final Class<?> implementation;

    Implementation(Provider provider, String type, Class<?> implementation) {
      super(provider, type, ALGORITHM, implementation.getName(), List.of(), Map.of());
      this.implementation = implementation;
    }

    @Override
    public Object newInstance(@Nullable Object unused) throws NoSuchAlgorithmException {
      try {
        return implementation.getConstructor().newInstance();
      } catch (ReflectiveOperationException e) {
        throw new NoSuchAlgorithmException("ML-DSA cannot be used", e);
      }
    }
  }
}
