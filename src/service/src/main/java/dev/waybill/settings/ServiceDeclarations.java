package dev.waybill.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/** Declarations of calls to AWS, signing, identity, replicas and operation. */
final class ServiceDeclarations {
  static final SettingDeclaration<String> BUCKET_OWNER =
      SettingDeclaration.optional(
          "waybill.aws.bucket-owner",
          AwsNames.BUCKET_OWNER,
          "caller",
          "Account that must own the raw and the provenance bucket: the account of the credentials"
              + " (caller), 12 digits, or any. S3 denies requests that reach a bucket of the same"
              + " name in another account.");
  static final SettingDeclaration<String> SIGNING_KEY =
      SettingDeclaration.optional(
          "waybill.signing.key",
          SettingType.orNone(SigningKeyUri.TYPE),
          "none",
          "Key that signs records. pkcs12:FILE#ALIAS is a key in a file, with the password of "
              + "waybill.signing.password. awskms-delegated:///KEY is a key of KMS that signs a "
              + "delegation every 12 hours, to a key that exists in memory only; a KEY without a "
              + "scheme means the same. awskms:///KEY is a key of KMS that signs each record. With "
              + "none, waybill.signing.keystore and waybill.signing.alias name the key.");
  static final SettingDeclaration<Path> KEYSTORE =
      SettingDeclaration.required(
          "waybill.signing.keystore",
          Units.PATH,
          "PKCS#12 file with the P-256 key that signs records. A relative path starts at the "
              + "home directory.");
  static final SettingDeclaration<Secret> KEYSTORE_PASSWORD =
      SettingDeclaration.required(
              "waybill.signing.password",
              Units.SECRET,
              "Password of the keystore. Set it in the environment (WAYBILL_SIGNING_PASSWORD) "
                  + "rather than in a file.")
          .masked();
  static final SettingDeclaration<String> KEY_ALIAS =
      SettingDeclaration.required(
          "waybill.signing.alias", Units.TEXT, "Alias of the key in the keystore.");
  static final SettingDeclaration<String> TRUSTED_KEYS =
      SettingDeclaration.optional(
          "waybill.trust.keys",
          Units.PATH_OR_NONE,
          "none",
          "File with the keys that may sign records, and the times within which each is "
              + "trusted; see \"waybill keys\". A relative path starts at the home directory. With "
              + "none, the certificates of the keystore are trusted without limits, so that no key "
              + "can be revoked.");
  static final SettingDeclaration<Boolean> ALLOW_LONG_LIVED =
      SettingDeclaration.optional(
          "waybill.identity.allow-long-lived",
          Units.BOOLEAN,
          "false",
          "Accepts long-lived access keys. For emulators only; each use is logged.");
  static final SettingDeclaration<String> SERVICE_ROLE =
      SettingDeclaration.optional(
          "waybill.service.role",
          AwsNames.ROLE,
          "waybill",
          "Name of the IAM role that the service runs as. The provenance bucket accepts "
              + "records from this role only: see \"waybill baseline\".");
  static final SettingDeclaration<String> CLUSTER_ELECTION =
      SettingDeclaration.optional(
          "waybill.cluster.election",
          SettingType.oneOf(List.of("auto", "none", "file", "kubernetes"), Function.identity()),
          "auto",
          "Election of the replica that runs the schedules. kubernetes uses a lease of the "
              + "cluster; file uses a lock in a folder that all replicas share; with none every "
              + "replica runs the schedules, and a conditional write decides which of them carries "
              + "out a run; auto is kubernetes in a pod and none elsewhere.");
  static final SettingDeclaration<Path> CLUSTER_FOLDER =
      SettingDeclaration.optional(
          "waybill.cluster.folder",
          Units.PATH,
          "cluster",
          "Folder of the lock file, for the election file.");
  static final SettingDeclaration<String> CLUSTER_LEASE =
      SettingDeclaration.optional(
          "waybill.cluster.lease",
          AwsNames.KUBERNETES_NAME,
          "waybill",
          "Name of the lease, for the election kubernetes.");
  static final SettingDeclaration<Set<ReplicaWork>> CLUSTER_WORK =
      SettingDeclaration.optional(
          "waybill.cluster.work",
          ReplicaWork.SET,
          "all",
          "Kinds of work that this replica does: intake (custody of new objects), fixity and "
              + "backfill (units that the leader hands out), and schedules (everything else, when "
              + "it leads). Some replicas must do each kind. A replica without schedules joins no "
              + "election.");
  static final SettingDeclaration<String> MANAGEMENT_HOST =
      SettingDeclaration.optional(
          "waybill.management.host",
          AwsNames.HOST,
          "127.0.0.1",
          "Address of /observe/health and /observe/metrics. The default is reached from this "
              + "machine only. The container image sets 0.0.0.0, because orchestrators probe "
              + "from outside.");
  static final SettingDeclaration<Integer> MANAGEMENT_PORT =
      SettingDeclaration.optional(
          "waybill.management.port",
          Units.integer(0, 65535),
          "8080",
          "Port of /observe/health and /observe/metrics. 0 picks a free port.");
  static final SettingDeclaration<LogFormat> LOG_FORMAT =
      SettingDeclaration.optional(
          "waybill.log.format",
          SettingType.oneOf(
              List.of("text", "json"), word -> LogFormat.valueOf(word.toUpperCase(Locale.ROOT))),
          "text",
          "Format of the log on standard error: text for people, or json (Elastic Common "
              + "Schema) for collectors. One line for each event.");
  static final SettingDeclaration<Duration> SHUTDOWN_TIMEOUT =
      SettingDeclaration.optional(
          "waybill.shutdown.timeout",
          Units.duration(Duration.ofSeconds(1), Duration.ofHours(12)),
          "25s",
          "Time that work in flight may take to end at shutdown. Keep it below the "
              + "orchestrator's grace period, which is 30s in Kubernetes.");

  private ServiceDeclarations() {}

  /** Returns the sections of the settings reference that this class declares. */
  static List<SettingGroup> groups() {
    return List.of(
        SettingGroup.of("Calls to AWS", BUCKET_OWNER),
        SettingGroup.of("Signing", SIGNING_KEY, KEYSTORE, KEYSTORE_PASSWORD, KEY_ALIAS)
            .introducedBy(
                "There is no default: without a signing key Waybill does not start. The local "
                    + "profile makes a key of its own. On AWS, let waybill.signing.key name a key "
                    + "of KMS, so that no file holds a key. To make a key in a file: keytool -genkeypair -alias "
                    + "waybill -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname "
                    + "CN=waybill -validity 3650 -storetype PKCS12 -keystore signing.p12"),
        SettingGroup.of("Trust", TRUSTED_KEYS),
        SettingGroup.of("Identity", ALLOW_LONG_LIVED, SERVICE_ROLE),
        SettingGroup.of("Replicas", CLUSTER_ELECTION, CLUSTER_FOLDER, CLUSTER_LEASE, CLUSTER_WORK),
        SettingGroup.of(
            "Operation", MANAGEMENT_HOST, MANAGEMENT_PORT, LOG_FORMAT, SHUTDOWN_TIMEOUT));
  }
}
