package dev.waybill.localcloud;

import dev.waybill.localcloud.athena.AthenaService;
import dev.waybill.localcloud.batch.BatchJobHandler;
import dev.waybill.localcloud.batch.BatchJobs;
import dev.waybill.localcloud.batch.ReportDefects;
import dev.waybill.localcloud.cloudtrail.CloudTrailService;
import dev.waybill.localcloud.cloudtrail.DigestSigningKeys;
import dev.waybill.localcloud.cloudtrail.Trails;
import dev.waybill.localcloud.glue.GlueService;
import dev.waybill.localcloud.kms.KeyRing;
import dev.waybill.localcloud.kms.KmsService;
import dev.waybill.localcloud.service.JsonHandler;
import dev.waybill.localcloud.service.JsonService;
import dev.waybill.localcloud.service.ServiceLog;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.sts.Sessions;
import dev.waybill.localcloud.sts.StsHandler;
import dev.waybill.localcloud.wire.RequestAuthenticator;
import dev.waybill.localcloud.wire.SigV4;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Handler;

/**
 * Control-plane services: everything except S3 and SQS.
 *
 * @param keys the KMS keys
 * @param sessions the STS sessions
 * @param trails the CloudTrail trails
 * @param digestKeys the keys that sign CloudTrail's digest files
 * @param athena the Athena workgroups and queries
 * @param glue the Glue data catalogue
 * @param jobs the jobs of S3 Batch Operations
 */
record ControlPlane(
    KeyRing keys,
    Sessions sessions,
    Trails trails,
    DigestSigningKeys digestKeys,
    AthenaService athena,
    GlueService glue,
    BatchJobs jobs)
    implements AutoCloseable {
  private static final Clock CLOCK = Clock.systemUTC();

  static ControlPlane open(
      DataFolder data, LocalCloudOptions options, ObjectStore store, ReportDefects reports)
      throws IOException {
    String account = options.account();
    KeyRing keys = KeyRing.open(data.resolve("kms"), account, options.region(), CLOCK);
    GlueService glue = GlueService.open(data.resolve("glue"), account, CLOCK);
    return new ControlPlane(
        keys,
        Sessions.open(data.resolve("sts"), account, CLOCK),
        Trails.open(data.resolve("cloudtrail"), CLOCK),
        DigestSigningKeys.open(data.resolve("cloudtrail"), CLOCK),
        AthenaService.open(data.resolve("athena"), glue, store, keys::usableArn, account, CLOCK),
        glue,
        BatchJobs.open(data.resolve("batch"), store, reports, CLOCK));
  }

  KmsKeyAdapter localKeys() {
    return new KmsKeyAdapter(keys);
  }

  /** Returns the handlers by the service name that credential scopes use, or by another name. */
  Map<String, Handler> handlers(
      LocalCloudOptions options,
      ObjectStore store,
      SigV4 signatures,
      String secret,
      ServiceLog log) {
    CloudTrailService cloudTrail =
        new CloudTrailService(
            trails, store, localKeys(), digestKeys, options.account(), options.region());
    Map<String, Handler> handlers = new HashMap<>();
    for (JsonService service : List.of(new KmsService(keys), cloudTrail, athena, glue)) {
      RequestAuthenticator signIn = new RequestAuthenticator(signatures, service.scope());
      handlers.put(service.scope(), new JsonHandler(service, signIn, sessions, log));
    }
    handlers.put(
        "sts",
        new StsHandler(new RequestAuthenticator(signatures, "sts"), sessions, secret, log, CLOCK));
    handlers.put(
        ServiceRouter.S3_CONTROL,
        new BatchJobHandler(
            jobs,
            new RequestAuthenticator(signatures, "s3"),
            options.account(),
            options.region(),
            log,
            CLOCK));
    return handlers;
  }

  /** Stops running queries and jobs; the other services persist every change immediately. */
  @Override
  public void close() {
    athena.close();
    jobs.close();
  }
}
