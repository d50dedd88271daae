package dev.waybill.routes;

import java.util.Map;

@CoversRoutes(value = "50-claims", with = "90-errors")
final class ClaimsRouteTest extends LeaderTaskRouteTest {
  ClaimsRouteTest() {
    super("50-claims", "claimsCheck", Map.of("waybill.claims.scheduled", "true"));
  }
}
