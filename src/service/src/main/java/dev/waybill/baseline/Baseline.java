package dev.waybill.baseline;

import dev.waybill.baseline.control.BucketControls;
import dev.waybill.baseline.control.CatalogControls;
import dev.waybill.baseline.control.ControlDefinition;
import dev.waybill.baseline.control.KeyControls;
import dev.waybill.baseline.control.LockControl;
import dev.waybill.baseline.control.QueueControls;
import dev.waybill.baseline.control.RawControls;
import dev.waybill.baseline.control.TrailControls;
import dev.waybill.baseline.control.WorkgroupControl;
import dev.waybill.baseline.desired.BucketRole;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.schema.CatalogTables;
import dev.waybill.baseline.schema.SchemaScripts;
import dev.waybill.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The secure baseline of one deployment: what of AWS is there, and what should be. The same
 * controls are checked, applied and offered as a template.
 */
public final class Baseline {
  private final BaselineClients clients;
  private final Path home;
  private final Deployment deployment;

  /**
   * @param home where {@code sql/schema} is; what is not there is taken from the jar
   * @throws software.amazon.awssdk.core.exception.SdkException when STS does not say whose account
   *     it is
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
   * @param progress hears of each as soon as it is read
   */
  public BaselineReport check(Consumer<ControlResult> progress) {
    return run(new ControlRunner(false, progress));
  }

  /**
   * Reads every control and mends what differs. Doing it again changes nothing; what was cut short
   * is completed by doing it again. No data is deleted, and nothing of another account touched.
   *
   * @param progress hears of each as soon as it is mended
   */
  public BaselineReport apply(Consumer<ControlResult> progress) {
    return run(new ControlRunner(true, progress));
  }

  private BaselineReport run(ControlRunner runner) {
    // Before anything is changed: a script that is none would stop half way.
    CatalogTables tables = tables();
    KeyControls keys = new KeyControls(clients.kms(), deployment);
    runner.run(keys.measures());
    String arn =
        runner.stands(KeyControls.KEY) ? keys.arn().orElseThrow() : "(there is no key yet)";
    runner.run(measures(deployment.withKey(arn), tables));
    return new BaselineReport(deployment.account(), deployment.region(), runner.results());
  }

  /** In the order in which they stand on each other. */
  private List<ControlDefinition> measures(Deployment d, CatalogTables tables) {
    List<ControlDefinition> all = new ArrayList<>();
    for (BucketRole role : BucketRole.all(d)) {
      all.addAll(new BucketControls(clients.s3(), d, role).measures());
      if (role.locked()) {
        all.add(new LockControl(clients.s3(), d).measure());
      }
    }
    all.addAll(new QueueControls(clients.sqs(), d).measures());
    all.addAll(new RawControls(clients.s3(), d).measures());
    all.addAll(new TrailControls(clients.trails(), d).measures());
    all.add(new WorkgroupControl(clients.athena(), d).measure());
    all.addAll(new CatalogControls(clients.glue(), d, tables).measures());
    return all;
  }

  private CatalogTables tables() {
    return new CatalogTables(
        List.copyOf(new SchemaScripts(home, deployment).all().values()),
        deployment.settings().audit().database());
  }
}
