package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.startup.StartupException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jars of the operator, made here from sources, and used by a route. */
final class HomeLibraryTest {
  private static final String BEAN =
      "package own; public class Greeter { public String greet(String who) { return \"hello \" + who; } }";
  private static final String COMPONENT =
      """
      package own;
      public class Shout extends org.apache.camel.support.DefaultComponent {
        protected org.apache.camel.Endpoint createEndpoint(
            String uri, String rest, java.util.Map<String, Object> parameters) {
          return new org.apache.camel.support.ProcessorEndpoint(uri, this,
              e -> e.getMessage().setBody(e.getMessage().getBody(String.class) + rest));
        }
      }
      """;
  private static final String ROUTE =
      """
      - beans:
          - name: greeter
            type: own.Greeter
      - route:
          id: 70-own
          from:
            uri: direct:promoted
            steps:
              - bean: {ref: greeter, method: greet}
              - to: {uri: "shout:!"}
      """;

  @TempDir Path home;

  @Test
  void routeUsesBeanAndComponentOfJars() throws Exception {
    jar("a.jar", compiled("own.Greeter", BEAN));
    Map<String, byte[]> component = new HashMap<>(compiled("own.Shout", COMPONENT));
    component.put(
        "META-INF/services/org/apache/camel/component/shout",
        "class=own.Shout\n".getBytes(StandardCharsets.UTF_8));
    jar("b.jar", component);
    try (HomeLibrary library = HomeLibrary.open(home);
        DefaultCamelContext context = new DefaultCamelContext()) {
      context.setApplicationContextClassLoader(library.loader());
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.fromString("70-own.camel.yaml", ROUTE));
      context.start();

      assertThat(
              context.createProducerTemplate().requestBody("direct:promoted", "you", String.class))
          .isEqualTo("hello you!");
    }
  }

  /** A jar must not replace a class of the product, such as the one that decides on a copy. */
  @Test
  void classesOfProductComeFirst() throws Exception {
    String name = "dev.waybill.promotion.CopyJudge";
    jar("z.jar", compiled(name, "package dev.waybill.promotion; public class CopyJudge {}"));
    try (HomeLibrary library = HomeLibrary.open(home)) {
      assertThat(Class.forName(name, false, library.loader()).getClassLoader())
          .isSameAs(HomeLibrary.class.getClassLoader());
    }
  }

  @Test
  void hasOnlyClassesOfProductWithoutFolder() throws Exception {
    try (HomeLibrary library = HomeLibrary.open(home)) {
      assertThatThrownBy(() -> library.loader().loadClass("own.Greeter"))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void ignoresOtherFiles() throws Exception {
    write("native.so", new byte[] {1});

    try (HomeLibrary library = HomeLibrary.open(home)) {
      assertThat(library.loader().getResource("native.so")).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no jar", "PK\u0003\u0004"})
  void rejectsFileThatIsNoJar(String content) throws Exception {
    write("broken.jar", content.getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> HomeLibrary.open(home))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("broken.jar cannot be read as a jar")
        .hasMessageEndingWith("; replace it or remove it");
  }

  @Test
  void rejectsTruncatedJar() throws Exception {
    byte[] whole = OwnJar.zip(compiled("own.Greeter", BEAN));
    write("cut.jar", Arrays.copyOf(whole, whole.length - 10));

    assertThatThrownBy(() -> HomeLibrary.open(home)).hasMessageContaining("cut.jar");
  }

  @Test
  void rejectsFolderNamedLikeJar() throws Exception {
    Files.createDirectories(home.resolve("lib/folder.jar"));

    assertThatThrownBy(() -> HomeLibrary.open(home))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("folder.jar");
  }

  private void jar(String name, Map<String, byte[]> entries) throws IOException {
    write(name, OwnJar.zip(entries));
  }

  private void write(String name, byte[] content) throws IOException {
    Files.write(Files.createDirectories(home.resolve("lib")).resolve(name), content);
  }

  private Map<String, byte[]> compiled(String name, String source) throws IOException {
    return OwnJar.compiled(home.resolve("classes"), name, source);
  }
}
