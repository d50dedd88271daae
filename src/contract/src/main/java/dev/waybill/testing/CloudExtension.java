package dev.waybill.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit extension that injects the {@link CloudUnderTest} into test constructors and methods. One
 * cloud serves all tests of the JVM; it is started on first use and closed after the last test.
 */
public final class CloudExtension implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == CloudUnderTest.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(
            CloudUnderTest.class, unused -> CloudSelection.start(), CloudUnderTest.class);
  }
}
