package dev.waybill.custody.order;

import dev.waybill.model.Custody;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Contract of a bean's method that routes call: the stage of custody and the body that it takes,
 * and those that it gives. {@link StepChecks} compares the contracts of successive steps.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface CustodyStep {
  /** Returns the stages of which the object must have reached one; empty for any. */
  Class<? extends Custody>[] needs() default {};

  /** Returns the type that the body must have; {@code Object} for any. */
  Class<?> needsBody() default Object.class;

  /** Returns the stages of which the object has reached one afterwards; empty for the same. */
  Class<? extends Custody>[] reaches() default {};

  /**
   * Returns the type of the body afterwards: {@code Void} for none, {@code Object} for what the
   * method returns, or for the same body when it returns nothing.
   */
  Class<?> gives() default Object.class;

  /**
   * Returns the type of the body when the method reaches no stage after all; {@code Object} when
   * there is no such end.
   */
  Class<?> orGives() default Object.class;

  /** Returns the stage that a true answer states; {@code Custody} when it states none. */
  Class<? extends Custody> whenTrue() default Custody.class;

  /** Returns the stage that a false answer states; {@code Custody} when it states none. */
  Class<? extends Custody> whenFalse() default Custody.class;

  /** Returns the type whose presence in the body a true answer states; {@code Object} for none. */
  Class<?> whenTrueBody() default Object.class;

  /** List of the records of a notification; only the check knows this type. */
  final class Records {
    private Records() {}
  }

  /** Records of a notification whose custody has ended; only the check knows this type. */
  final class EndedRecords {
    private EndedRecords() {}
  }

  /** Body that the signing component has signed; only the check knows this type. */
  final class Signed {
    private Signed() {}
  }
}
