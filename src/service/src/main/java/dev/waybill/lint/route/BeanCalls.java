package dev.waybill.lint.route;

import dev.waybill.settings.NearestName;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
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

  /** Returns the problem of a call of an existing bean; empty when the call is possible. */
  Optional<String> problem(String bean, @Nullable String method) {
    if (method == null) {
      return Optional.of("the call of " + bean + " names no method, so that the body would choose");
    }
    if (method.indexOf('(') >= 0) {
      return Optional.of(
          "the call of " + bean + " has arguments, which are evaluated with the message's text");
    }
    if (methods(bean).contains(method)) {
      return Optional.empty();
    }
    boolean isInherited =
        Arrays.stream(beans.get(bean).getMethods()).anyMatch(it -> it.getName().equals(method));
    return Optional.of(
        isInherited
            ? "a route must not call " + bean + "." + method
            : bean + " has no method " + method);
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

  private Set<String> methods(String bean) {
    Class<?> type = beans.get(bean);
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
