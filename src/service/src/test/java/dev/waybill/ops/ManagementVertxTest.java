package dev.waybill.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ManagementVertxTest {
  @Test
  void keepsNettyFromDeprecatedMemoryAccess() {
    try (ManagementVertx vertx = new ManagementVertx()) {
      assertThat(vertx.vertx()).isNotNull();
    }

    assertThat(System.getProperty(ManagementVertx.NO_UNSAFE)).isEqualTo("true");
  }
}
