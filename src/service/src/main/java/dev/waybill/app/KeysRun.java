package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.DelegationArchive;
import dev.waybill.aws.KeyArchive;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.KeysService;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.KeyId;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.trust.TrustList;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.signing.KeyTrust;
import dev.waybill.signing.TrustListFile;
import dev.waybill.startup.Preconditions;
import dev.waybill.startup.SigningKeys;
import dev.waybill.verify.DelegatedKeyInventory;
import dev.waybill.verify.KeyInventory;
import dev.waybill.verify.KeyStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Command {@code waybill keys}. */
final class KeysRun implements KeysService {
  @Override
  public List<KeyStatus> list(LoadedSettings settings) {
    try (AwsClients aws = AwsClients.forCommands(settings.settings())) {
      aws.identity();
      return list(aws, settings, Instant.now());
    }
  }

  /** Returns the status of every key with the given clients. */
  static List<KeyStatus> list(AwsClients aws, LoadedSettings loaded, Instant now) {
    Settings settings = loaded.settings();
    KeyTrust trust = Preconditions.trust(settings.signing(), own(aws, loaded));
    List<PublishedKey> published = new KeyArchive(aws.s3(), settings.provenance()).list();
    List<PublicKey> keys =
        published.stream().map(PublishedKey::key).filter(Objects::nonNull).toList();
    List<KeyStatus> delegated =
        DelegatedKeyInventory.of(
            RecordVerifier.ofLimited(trust.trusted(keys), EcdsaProvider::signature),
            DelegationArchive.of(aws.s3(), settings, trust.list()),
            DelegationArchive.newest(aws.s3(), settings),
            now);
    Set<String> ids = delegated.stream().map(KeyStatus::id).collect(Collectors.toSet());
    // The operator's list may limit a delegated key, whose line below says it.
    Stream<KeyStatus> others =
        KeyInventory.of(trust, published, now).stream()
            .filter(it -> it.publishedAt() != null || !ids.contains(it.id()));
    return Stream.concat(others, delegated.stream()).toList();
  }

  @Override
  public Path revoke(LoadedSettings settings, String keyId, Instant at) {
    SigningSettings signing = settings.settings().signing();
    Path file = signing.trustedKeys();
    if (file == null) {
      throw CommandException.usage(
          "waybill.trust.keys is not set; set it to a file, which this command creates from the"
              + " keystore, and give the setting to the service, too");
    }
    TrustList list = Files.exists(file) ? read(signing) : ofOwn(settings);
    try {
      TrustListFile.write(file, list.revoke(keyId, at));
      return file;
    } catch (IllegalArgumentException e) {
      throw CommandException.usage(keyId + " " + e.getMessage() + " (" + file + ")", e);
    } catch (IOException e) {
      throw CommandException.usage(
          "waybill.trust.keys: writing "
              + file
              + " failed: "
              + e
              + "; change a copy and roll it out",
          e);
    }
  }

  private static TrustList read(SigningSettings signing) {
    return Preconditions.trustList(signing).orElseThrow();
  }

  private static TrustList ofOwn(LoadedSettings settings) {
    List<PublicKey> keys = own(settings);
    if (keys.isEmpty()) {
      throw CommandException.usage(
          "waybill.trust.keys: the file does not exist, and no signing key is set to create it"
              + " from; write one fingerprint a line (waybill keys list)");
    }
    return TrustList.of(keys.stream().map(KeyId::of).distinct().toList());
  }

  /** Returns the same keys; a keystore needs no AWS, and thus no region. */
  private static List<PublicKey> own(LoadedSettings settings) {
    SigningSettings signing = settings.settings().signing();
    if (settings.hasSigningKey() && signing.kms() == null) {
      return Preconditions.signingKey(signing).trusted();
    }
    try (AwsClients aws = AwsClients.forCommands(settings.settings())) {
      return own(aws, settings);
    }
  }

  private static List<PublicKey> own(AwsClients aws, LoadedSettings settings) {
    return settings.hasSigningKey()
        ? SigningKeys.trusted(aws, settings.settings().signing())
        : List.of();
  }
}
