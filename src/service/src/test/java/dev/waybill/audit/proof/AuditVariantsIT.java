package dev.waybill.audit.proof;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every audit over variants of the records of all fixtures: it finds the same events when callers
 * disguise themselves, and when fields that decide nothing hold values of wrong types.
 */
@ExtendWith(CloudExtension.class)
final class AuditVariantsIT {
  private final CloudUnderTest cloud;
  private final List<AuditQuery> audits = AuditCatalog.load(AuditedLogs.HOME).queries();
  private final ProofRecords records = new ProofRecords();

  AuditVariantsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @TestFactory
  Stream<DynamicTest> findsDisguisedCallersAndNoOthers() {
    return judged(
        RecordVariant.DISGUISED,
        audits.stream().filter(it -> !ProofCases.judgesClient(it.id())).toList());
  }

  @TestFactory
  Stream<DynamicTest> findsMalformedRecordsAndNoOthers() {
    return judged(RecordVariant.MALFORMED, audits);
  }

  private Stream<DynamicTest> judged(RecordVariant variant, List<AuditQuery> judged) {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    AuditedLogs logs = AuditedLogs.make(cloud);
    records.deliver(logs, variant);
    Map<String, String> statements = new LinkedHashMap<>();
    judged.forEach(it -> statements.put(it.id(), ProofDeployment.bind(it, ProofDeployment.DAY)));
    Map<String, QueryAnswer> answers = logs.ask(statements);
    return judged.stream()
        .map(
            it ->
                dynamicTest(
                    it.id() + " " + it.title(),
                    () ->
                        records.assertFinds(
                            it.id(), Objects.requireNonNull(answers.get(it.id())))));
  }
}
