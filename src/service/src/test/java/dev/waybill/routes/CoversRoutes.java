package dev.waybill.routes;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names of the route files that a test class loads, without {@code .camel.yaml}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@interface CoversRoutes {
  /** Returns the files whose steps and branches the test class asserts. */
  String[] value();

  /** Returns the files that the covered ones need, asserted by other test classes. */
  String[] with() default {};
}
