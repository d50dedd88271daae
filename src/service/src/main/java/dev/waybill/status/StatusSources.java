package dev.waybill.status;

import dev.waybill.reconcile.Reconciliation;
import dev.waybill.trail.run.TrailState;

/**
 * Sources of the status page.
 *
 * @param custody newest complete reconciliation
 * @param backlog objects that are not sealed yet
 * @param coverage coverage by re-verification
 * @param log log of records
 * @param trail state of CloudTrail's digest chain
 * @param incidents open incidents
 */
public record StatusSources(
    StatusSource<Reconciliation> custody,
    StatusSource<BacklogStatus> backlog,
    StatusSource<CoverageStatus> coverage,
    StatusSource<LogStatus> log,
    StatusSource<TrailState> trail,
    StatusSource<IncidentStatus> incidents) {}
