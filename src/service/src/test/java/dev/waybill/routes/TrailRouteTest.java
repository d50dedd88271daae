package dev.waybill.routes;

import java.util.Map;

@CoversRoutes(value = "55-trail", with = "90-errors")
final class TrailRouteTest extends LeaderTaskRouteTest {
  TrailRouteTest() {
    super(
        "55-trail",
        "digestChain",
        Map.of("waybill.trail.scheduled", "true", "waybill.trail.period", "1000"));
  }
}
