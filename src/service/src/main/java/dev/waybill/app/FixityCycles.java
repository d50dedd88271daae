package dev.waybill.app;

import dev.waybill.fixity.RepeatedRounds;
import dev.waybill.fixity.examine.AuthenticatedEntries;
import dev.waybill.fixity.plan.CycleEnd;
import dev.waybill.fixity.plan.CycleEndListener;
import dev.waybill.fixity.plan.FixityBudget;
import dev.waybill.fixity.plan.FixityPolicy;
import dev.waybill.fixity.plan.PlanInputs;
import dev.waybill.fixity.report.CycleFacts;
import dev.waybill.fixity.report.CyclePolicy;
import dev.waybill.fixity.report.CycleStatements;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.settings.FixitySettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Begin and end of cycles: policy and seed from outside, and the signed statements. */
final class FixityCycles implements PlanInputs, CycleEndListener {
  private static final Logger LOG = LoggerFactory.getLogger(FixityCycles.class);

  private final FixitySettings settings;
  private final AuthenticatedEntries log;
  private final CycleStatements statements;
  private final RepeatedRounds rounds = new RepeatedRounds();

  FixityCycles(FixitySettings settings, AuthenticatedEntries log, CycleStatements statements) {
    this.settings = settings;
    this.log = log;
    this.statements = statements;
  }

  @Override
  public FixityPolicy policy() {
    return policy(settings);
  }

  /** Returns the policy of the settings. */
  static FixityPolicy policy(FixitySettings settings) {
    Duration every = settings.every();
    Duration glance = settings.glance();
    return new FixityPolicy(
        every,
        glance.isZero() || glance.compareTo(every) > 0 ? every : glance,
        new FixityBudget(
            settings.bytesPerSecond(), settings.requestsPerSecond(), settings.dollarsPerDay()),
        FixityPolicy.MIN_FLOOR);
  }

  @Override
  public byte[] seed() {
    return log.checkpoint(log.size()).root().base64().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public Optional<String> root(long size) {
    try {
      return Optional.of(log.checkpoint(size).root().base64());
    } catch (InvalidLogException e) {
      return Optional.empty();
    }
  }

  @Override
  public void ended(CycleEnd end) {
    long now = log.size();
    FixityStatement statement =
        statements.publish(
            new CycleFacts(
                end.cycle().id(),
                end.ended(),
                log.checkpoint(end.cycle().size()),
                log.checkpoint(now),
                new CyclePolicy(
                    settings.every(),
                    settings.glance(),
                    settings.bytesPerSecond(),
                    settings.requestsPerSecond(),
                    settings.dollarsPerDay())));
    Level level = rounds.isNews(end.gaps(), end.ended()) ? Level.INFO : Level.DEBUG;
    LOG.atLevel(level)
        .log(
            "cycle of re-verification ended cycle={} versions={} gaps={} statement={}",
            end.cycle().id(),
            end.cycle().size(),
            end.gaps(),
            statement.key());
  }
}
