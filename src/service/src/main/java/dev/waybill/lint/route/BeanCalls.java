package dev.waybill.lint.route;

import dev.waybill.settings.NearestName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Methods of beans that routes may call: the public ones that the class itself declares. */
final class BeanCalls {
  private final Map<String, Class<?>> beans;

  BeanCalls(Map<String, Class<?>> beans) {
    this.beans = beans;
  }

  /** Use of what a method returns. */
  enum Use {
    /** A question of a branch: the method answers yes or no. */
    QUESTION,
    /** The next body: the method returns one. */
    VALUE,
    /** A step, which may return nothing. */
    STEP,
    /** Anything else. */
    ANY
  }

  /** Returns the problem of a call of an existing bean; empty when the call is possible. */
  Optional<String> problem(String bean, @Nullable String method, Use use) {
    if (method == null) {
      return Optional.of("the call of " + bean + " names no method, so that the body would choose");
    }
    if (method.indexOf('(') >= 0) {
      return Optional.of(
          "the call of " + bean + " has arguments, which are evaluated with the message's text");
    }
    if (methods(bean).contains(method)) {
      return misused(bean, method, use);
    }
    boolean isInherited =
        Arrays.stream(type(bean).getMethods()).anyMatch(it -> it.getName().equals(method));
    return Optional.of(
        isInherited
            ? "a route must not call " + bean + "." + method
            : bean + " has no method " + method);
  }

  private Optional<String> misused(String bean, String method, Use use) {
    Set<Class<?>> results =
        Arrays.stream(type(bean).getMethods())
            .filter(it -> it.getName().equals(method))
            .map(Method::getReturnType)
            .collect(Collectors.toUnmodifiableSet());
    String call = bean + "." + method;
    boolean isQuestion = results.equals(Set.of(boolean.class));
    return switch (use) {
      case QUESTION ->
          isQuestion
              ? Optional.empty()
              : Optional.of(call + " is a step, and the branch needs an answer");
      case VALUE ->
          isQuestion || results.equals(Set.of(void.class))
              ? Optional.of(call + " returns no body for the next steps")
              : Optional.empty();
      case STEP ->
          isQuestion
              ? Optional.of(call + " only answers a question, which would replace the body")
              : Optional.empty();
      case ANY -> Optional.empty();
    };
  }

  /** Returns the fix of a call with a problem. */
  String nearest(String bean, @Nullable String method) {
    Set<String> methods = methods(bean);
    String name = method == null ? "" : method.replaceFirst("\\(.*", "").strip();
    return new NearestName(methods)
        .to(name)
        .filter(it -> !it.equals(name))
        .map(it -> "did you mean " + it + "?")
        .orElse("name one of " + String.join(", ", methods));
  }

  private Class<?> type(String bean) {
    return Objects.requireNonNull(beans.get(bean), bean);
  }

  private Set<String> methods(String bean) {
    Class<?> type = type(bean);
    return Arrays.stream(type.getMethods())
        .filter(it -> isCallable(it, type))
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isCallable(Method method, Class<?> type) {
    return method.getDeclaringClass() == type
        && !Modifier.isStatic(method.getModifiers())
        && !method.isSynthetic()
        && !method.getName().equals("close");
  }
}
