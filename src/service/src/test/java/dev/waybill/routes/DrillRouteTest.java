package dev.waybill.routes;

import java.util.Map;

@CoversRoutes(value = "55-drill", with = "90-errors")
final class DrillRouteTest extends LeaderTaskRouteTest {
  DrillRouteTest() {
    super("55-drill", "drills", Map.of("waybill.drill.scheduled", "true"));
  }
}
