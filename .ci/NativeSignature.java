import dev.waybill.signing.EcdsaProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.X509EncodedKeySpec;

/**
 * Signs on one machine and verifies on another, with the provider that the service selects.
 *
 * <p>usage: NativeSignature sign|verify FOLDER; prints the architecture and the provider.
 */
final class NativeSignature {
  private static final byte[] MESSAGE = "sealed".getBytes(StandardCharsets.UTF_8);

  private NativeSignature() {}

  public static void main(String[] arguments) throws Exception {
    EcdsaProvider.useNative().ifPresent(System.out::println);
    Path key = Path.of(arguments[1], "key");
    Path signature = Path.of(arguments[1], "signature");
    if (arguments[0].equals("sign")) {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      Signature signer = EcdsaProvider.signature();
      signer.initSign(keys.getPrivate());
      signer.update(MESSAGE);
      Files.write(key, keys.getPublic().getEncoded());
      Files.write(signature, signer.sign());
    } else {
      PublicKey known =
          KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(Files.readAllBytes(key)));
      Signature verifier = EcdsaProvider.signature();
      verifier.initVerify(known);
      verifier.update(MESSAGE);
      if (!verifier.verify(Files.readAllBytes(signature))) {
        throw new IllegalStateException("the signature is invalid");
      }
    }
    System.out.println(System.getProperty("os.arch") + " " + EcdsaProvider.name());
  }
}
