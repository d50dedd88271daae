package dev.waybill.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One text file of the project, by its path from the project's root. */
record ProjectFile(Path path) {
  static ProjectFile of(String path) {
    return new ProjectFile(Path.of(path));
  }

  /** Every file below a folder; none if there is no such folder. */
  static Stream<ProjectFile> under(String folder) {
    if (!Files.isDirectory(Path.of(folder))) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      return files.filter(Files::isRegularFile).sorted().map(ProjectFile::new).toList().stream();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  List<String> lines() {
    return content().lines().toList();
  }

  String content() {
    try {
      return Files.readString(path);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
