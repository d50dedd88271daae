package dev.waybill.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a {@link CloudUnderTest} to test constructors and methods: one for all tests of the JVM,
 * started when first asked for and closed after the last.
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
            CloudUnderTest.class, unused -> CloudStart.start(), CloudUnderTest.class);
  }
}
