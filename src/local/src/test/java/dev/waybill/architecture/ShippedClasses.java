package dev.waybill.architecture;

import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.LocationProvider;
import java.util.Set;
import java.util.stream.Collectors;

/** Classes of every module that ships: all but the contract suite and the benchmark. */
final class ShippedClasses implements LocationProvider {
  @Override
  public Set<Location> get(Class<?> testClass) {
    return Modules.compiled("classes").stream()
        .filter(folder -> !folder.startsWith("src/contract"))
        .map(Location::of)
        .collect(Collectors.toUnmodifiableSet());
  }
}
