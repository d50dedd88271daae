package dev.waybill.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One text file of the project, by its path from the project's root. */
record ProjectFile(Path path) {
  static ProjectFile of(String path) {
    return new ProjectFile(Path.of(path));
  }

  /**
   * Returns every file below a folder.
   *
   * @throws IllegalArgumentException when there is no such folder, or no file in it: a test over
   *     its files would check nothing
   */
  static Stream<ProjectFile> under(String folder) {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      List<ProjectFile> found =
          files.filter(Files::isRegularFile).sorted().map(ProjectFile::new).toList();
      if (found.isEmpty()) {
        throw new IllegalArgumentException("no file below " + folder);
      }
      return found.stream();
    } catch (NoSuchFileException absent) {
      throw new IllegalArgumentException("no folder " + folder, absent);
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
