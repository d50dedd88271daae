package dev.waybill.signing;

import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Map;

/**
 * Security provider of ML-DSA (FIPS 204) for runtimes without it, with the implementation of Bouncy
 * Castle. The provider offers nothing else: the whole of Bouncy Castle takes longer to start, and
 * would be found for algorithms that other code looks up without a provider's name.
 */
public final class MlDsaProvider extends Provider {
  /** JCA name of the provider. */
  public static final String NAME = "WaybillMlDsa";

  private static final String ALGORITHM = "ML-DSA";
  private static final String PACKAGE = "org.bouncycastle.jcajce.provider.asymmetric.mldsa.";
  private static final long serialVersionUID = 1L;

  private MlDsaProvider() {
    super(NAME, "1", "ML-DSA of Bouncy Castle");
    // Names instead of classes, so that commands without the log do not load them.
    add("Signature", PACKAGE + "SignatureSpi$MLDSA");
    add("KeyFactory", PACKAGE + "MLDSAKeyFactorySpi$Pure");
  }

  private void add(String type, String implementation) {
    putService(new Service(this, type, ALGORITHM, implementation, List.of(), Map.of()));
  }

  /** Installs the provider in this process, last, unless it is installed. */
  public static void install() {
    if (Security.getProvider(NAME) == null) {
      Security.addProvider(new MlDsaProvider());
    }
  }
}
