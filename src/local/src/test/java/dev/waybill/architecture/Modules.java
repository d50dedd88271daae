package dev.waybill.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Maven modules below {@code src/}, as the build files declare them. */
final class Modules {
  private static final Pattern MODULE = Pattern.compile("<module>src/([a-z]+)</module>");
  private static final Pattern OURS =
      Pattern.compile("<artifactId>waybill-(?!parent)([a-z]+)</artifactId>(<scope>test</scope>)?");

  private static final Set<String> LATER = Set.of("bench", "fuzz");

  private Modules() {}

  /** Returns the names of all modules in the order of the build. */
  static List<String> names() {
    List<String> names =
        MODULE
            .matcher(ProjectFile.of("pom.xml").content())
            .results()
            .map(hit -> hit.group(1))
            .toList();
    if (names.isEmpty()) {
      throw new IllegalStateException("pom.xml names no module");
    }
    return names;
  }

  /** Returns the modules that the shipped code of a module may call. */
  static Set<String> dependencies(String module) {
    return declared(module, false);
  }

  /** Returns the modules that only the tests of a module may call. */
  static Set<String> testDependencies(String module) {
    return declared(module, true);
  }

  private static Set<String> declared(String module, boolean test) {
    return OURS.matcher(ProjectFile.of("src/" + module + "/pom.xml").content())
        .results()
        .filter(hit -> !hit.group(1).equals(module))
        .filter(hit -> (hit.group(2) != null) == test)
        .map(hit -> hit.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns every Java file of the modules' shipped code. */
  static Stream<ProjectFile> mainSources() {
    return sources("main").filter(file -> !file.toString().startsWith("src/contract/"));
  }

  /** Returns every Java file of tests; the contract suite keeps its tests in its main sources. */
  static Stream<ProjectFile> testSources() {
    return Stream.concat(
        sources("test"), ProjectFile.under("src/contract").filter(Modules::isJava));
  }

  /** Returns every Java file of the project. */
  static Stream<ProjectFile> sources() {
    return ProjectFile.under("src").filter(Modules::isJava).filter(Modules::isWritten);
  }

  private static Stream<ProjectFile> sources(String kind) {
    return names().stream()
        .map(name -> "src/" + name + "/src/" + kind + "/java")
        .filter(folder -> Files.isDirectory(Path.of(folder)))
        .flatMap(ProjectFile::under)
        .filter(Modules::isJava);
  }

  private static boolean isJava(ProjectFile file) {
    return file.name().endsWith(".java");
  }

  private static boolean isWritten(ProjectFile file) {
    return !file.toString().contains("/target/");
  }

  /**
   * Returns the folders of compiled classes of one kind, {@code classes} or {@code test-classes}.
   * The benchmark and the fuzz targets are left out: they are compiled after these tests, or not at
   * all.
   *
   * @throws UncheckedIOException when a module has sources of that kind but was not compiled
   */
  static List<Path> compiled(String kind) {
    String sources = kind.equals("classes") ? "main" : "test";
    return names().stream()
        .filter(name -> !LATER.contains(name))
        .filter(name -> Files.isDirectory(Path.of("src", name, "src", sources, "java")))
        .map(name -> Path.of("src", name, "target", kind))
        .map(Modules::existing)
        .toList();
  }

  private static Path existing(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UncheckedIOException(new IOException(folder + " is missing: compile the module"));
    }
    return folder;
  }
}
