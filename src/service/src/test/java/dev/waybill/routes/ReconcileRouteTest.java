package dev.waybill.routes;

import java.util.Map;

@CoversRoutes(value = "55-reconcile", with = "90-errors")
final class ReconcileRouteTest extends LeaderTaskRouteTest {
  ReconcileRouteTest() {
    super(
        "55-reconcile",
        "reconciliation",
        Map.of("waybill.reconcile.scheduled", "true", "waybill.reconcile.period", "1000"));
  }
}
