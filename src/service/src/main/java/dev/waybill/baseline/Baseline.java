package dev.waybill.baseline;

import dev.waybill.baseline.control.BucketControls;
import dev.waybill.baseline.control.CatalogControls;
import dev.waybill.baseline.control.ControlDefinition;
import dev.waybill.baseline.control.KeyControls;
import dev.waybill.baseline.control.LockControl;
import dev.waybill.baseline.control.QueueControls;
import dev.waybill.baseline.control.RawControls;
import dev.waybill.baseline.control.RawLockControl;
import dev.waybill.baseline.control.RawRetentionControl;
import dev.waybill.baseline.control.SigningKeyControls;
import dev.waybill.baseline.control.TrailControls;
import dev.waybill.baseline.control.WorkgroupControl;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.ScopeBucket;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Secure baseline of one deployment: actual and desired state of its AWS resources. The same
 * controls are checked, applied and printed as a template.
 */
public final class Baseline {
  private final BaselineClients clients;
  private final Path home;
  private final Deployment deployment;

  /**
   * @param home directory that holds {@code sql/schema}; a missing folder is replaced by the jar's
   * @throws software.amazon.awssdk.core.exception.SdkException when STS does not return the account
   */
  public Baseline(BaselineClients clients, Settings settings, Path home) {
    this.clients = clients;
    this.home = home;
    var caller = clients.sts().getCallerIdentity();
    this.deployment =
        Deployment.of(settings, caller.arn().split(":", -1)[1], caller.account(), clients.region());
  }

  /**
   * Reads every control and changes nothing.
   *
   * @param progress receives each control as soon as it is read
   */
  public BaselineReport check(Consumer<ControlResult> progress) {
    return run(new ControlRunner(false, Set.of(), progress));
  }

  /**
   * Reads every control and fixes every difference. A second run changes nothing, or completes an
   * interrupted run. This method deletes no data and changes no resource of another account.
   *
   * @param progress receives each control as soon as it is fixed
   */
  public BaselineReport apply(Consumer<ControlResult> progress) {
    return apply(Set.of(), progress);
  }

  /**
   * Reads every control and fixes every difference, also where a fix takes something away from
   * other users of a resource, if its control is named.
   *
   * @param taken ids of the controls whose fix may take something away from others
   * @param progress receives each control as soon as it is fixed
   * @throws UnknownControlException when an id is not that of a control; nothing was changed
   */
  public BaselineReport apply(Set<String> taken, Consumer<ControlResult> progress) {
    requireControls(taken);
    return run(new ControlRunner(true, taken, progress));
  }

  private void requireControls(Set<String> ids) {
    Set<String> unknown = new TreeSet<>(ids);
    KeyControls keys = new KeyControls(clients.kms(), deployment);
    Stream.concat(keys.definitions().stream(), definitions(deployment, tables()).stream())
        .forEach(it -> unknown.remove(it.control().id()));
    if (!unknown.isEmpty()) {
      throw new UnknownControlException(unknown);
    }
  }

  private BaselineReport run(ControlRunner runner) {
    // Parsed before any change: an invalid script would stop the run halfway.
    CatalogTables tables = tables();
    KeyControls keys = new KeyControls(clients.kms(), deployment);
    runner.run(keys.definitions());
    String arn = runner.isSatisfied(KeyControls.KEY) ? keys.arn().orElseThrow() : "(no key yet)";
    runner.run(definitions(deployment.withKey(arn), tables));
    return new BaselineReport(deployment.account(), deployment.region(), runner.results());
  }

  /** Returns the controls other than those of the key that encrypts, in dependency order. */
  private List<ControlDefinition> definitions(Deployment d, CatalogTables tables) {
    List<ControlDefinition> all =
        new ArrayList<>(new SigningKeyControls(clients.kms(), d).definitions());
    for (BucketRole role : BucketRole.all(d)) {
      all.addAll(new BucketControls(clients.s3(), d, role).definitions());
      if (role.locked()) {
        all.add(
            role.isRaw()
                ? new RawLockControl(clients.s3(), d, bucketOf(d, role)).definition()
                : new LockControl(clients.s3(), d).definition());
      }
    }
    all.addAll(new QueueControls(clients.sqs(), d).definitions());
    for (ScopeBucket bucket : d.scopeBuckets()) {
      all.addAll(new RawControls(clients.s3(), d, bucket).definitions());
      if (bucket.isSource()) {
        all.add(new RawRetentionControl(clients.s3(), d, bucket).definition());
      }
    }
    all.addAll(new TrailControls(clients.trails(), d).definitions());
    all.add(new WorkgroupControl(clients.athena(), d).definition());
    all.addAll(new CatalogControls(clients.glue(), d, tables).definitions());
    return all;
  }

  private static ScopeBucket bucketOf(Deployment d, BucketRole role) {
    return d.scopeBuckets().stream()
        .filter(it -> it.id().equals(role.id()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no bucket of scopes " + role.id()));
  }

  private CatalogTables tables() {
    return new CatalogTables(
        List.copyOf(new SchemaScripts(home, deployment).all().values()),
        deployment.settings().audit().database());
  }
}
