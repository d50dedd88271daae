package dev.waybill.camel.order;

import dev.waybill.custody.order.CustodyStep;
import dev.waybill.custody.order.StepContract;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.spi.Registry;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** Lookup of the contracts of beans and endpoints. */
final class StepContracts {
  /** Operations of the S3 component that take a request object, and what they give. */
  private static final Map<String, Class<?>[]> S3 =
      Map.of(
          "copyObject", new Class<?>[] {CopyObjectRequest.class, CopyObjectResponse.class},
          "getObject", new Class<?>[] {GetObjectRequest.class, ResponseInputStream.class},
          "deleteObject", new Class<?>[] {DeleteObjectRequest.class, DeleteObjectResponse.class});

  private final Function<String, @Nullable Class<?>> beans;

  /**
   * @param beans class of a bean by its name; null when there is none
   */
  StepContracts(Function<String, @Nullable Class<?>> beans) {
    this.beans = beans;
  }

  /** Returns the classes of the beans of a registry. */
  static Function<String, @Nullable Class<?>> classes(Registry registry) {
    return name -> type(registry.lookupByName(name));
  }

  private static @Nullable Class<?> type(@Nullable Object bean) {
    return bean == null ? null : bean.getClass();
  }

  /** Returns the contract of a bean's method; empty when the bean or the method is not known. */
  Optional<StepContract> bean(@Nullable String ref, @Nullable String method) {
    Class<?> bean = ref == null ? null : beans.apply(ref);
    if (bean == null || method == null) {
      return Optional.empty();
    }
    String name = method.replaceFirst("\\(.*", "").strip();
    return Arrays.stream(bean.getMethods())
        .filter(it -> it.getName().equals(name))
        .min((one, other) -> Boolean.compare(isDeclared(other), isDeclared(one)))
        .map(it -> StepContract.of(ref + "." + name, it));
  }

  private static boolean isDeclared(Method method) {
    return method.isAnnotationPresent(CustodyStep.class);
  }

  /** Returns the body that an endpoint needs; empty when it takes any body. */
  static Optional<Class<?>> needed(String uri) {
    if (uri.startsWith("crypto:sign:")) {
      return Optional.of(byte[].class);
    }
    return s3(uri).map(types -> types[0]);
  }

  /** Returns the type of the body after an endpoint. */
  static Class<?> given(String uri, Class<?> body) {
    if (uri.startsWith("crypto:sign:")) {
      return CustodyStep.Signed.class;
    }
    if (uri.startsWith("log:") || uri.startsWith("mock:")) {
      return body;
    }
    return s3(uri).<Class<?>>map(types -> types[1]).orElse(Object.class);
  }

  private static Optional<Class<?>[]> s3(String uri) {
    if (!uri.startsWith("aws2-s3:") || !uri.contains("pojoRequest=true")) {
      return Optional.empty();
    }
    return S3.entrySet().stream()
        .filter(entry -> (uri + "&").contains("operation=" + entry.getKey() + "&"))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
