package dev.waybill.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Factory of jars as an operator has them, from sources. */
final class OwnJar {
  private OwnJar() {}

  static byte[] zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** Returns the compiled class as an entry of a jar. */
  static Map<String, byte[]> compiled(Path folder, String name, String source) throws IOException {
    Path classes = Files.createDirectories(folder);
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    boolean compiled =
        ToolProvider.getSystemJavaCompiler()
            .getTask(
                new OutputStreamWriter(OutputStream.nullOutputStream(), StandardCharsets.UTF_8),
                null,
                null,
                List.of("-d", classes.toString(), "-cp", path, "-proc:none"),
                null,
                List.of(new SourceText(name, source)))
            .call();
    if (!compiled) {
      throw new IllegalStateException(name + " does not compile");
    }
    String file = name.replace('.', '/') + ".class";
    return Map.of(file, Files.readAllBytes(classes.resolve(file)));
  }

  /** Source of a class in memory. */
  private static final class SourceText extends SimpleJavaFileObject {
    private final String text;

    SourceText(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
