package dev.waybill.startup;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.aws.Queue;
import dev.waybill.provenance.PublishedKey;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.trust.Delegations;
import dev.waybill.signing.EcdsaProvider;
import dev.waybill.signing.KeyTrust;
import dev.waybill.signing.SigningKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Results of the start checks.
 *
 * @param queues the source queue and the dead-letter queue
 * @param fixityQueue the queue of re-verification; null when it is switched off
 * @param backfillQueue the queue of backfills; null when there is none
 * @param kmsKey the ARN of the required KMS key; null when none is required
 * @param key the signing key
 * @param trust the decision which keys may sign records
 * @param delegations the delegations of the trusted keys
 * @param published the objects below {@code keys/} of the provenance bucket, before this start
 * @param log the keys and the policy of the log of records; null when it is switched off
 * @param audits the audits of the home directory
 * @param deployment the digests of the routes, the configuration and the SQL
 */
public record StartupContext(
    QueueChecks queues,
    @Nullable Queue fixityQueue,
    @Nullable Queue backfillQueue,
    @Nullable String kmsKey,
    SigningKey key,
    KeyTrust trust,
    Delegations delegations,
    List<PublishedKey> published,
    @Nullable LogIdentity log,
    AuditCatalog audits,
    DeploymentDigests deployment) {
  public StartupContext {
    published = List.copyOf(published);
  }

  /** Returns a verifier of records that trusts the keys of this deployment. */
  public RecordVerifier verifier() {
    List<PublicKey> keys =
        published.stream().map(PublishedKey::key).filter(Objects::nonNull).toList();
    return RecordVerifier.ofLimited(trust.trusted(keys), EcdsaProvider::signature)
        .with(delegations);
  }
}
