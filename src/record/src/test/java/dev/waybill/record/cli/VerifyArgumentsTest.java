package dev.waybill.record.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VerifyArgumentsTest {
  @Test
  void allArgumentsAreRead() throws Exception {
    VerifyArguments read =
        VerifyArguments.parse("--key", "a.pem", "r.json", "--object=o", "--key=b=c.pem", "--json");

    assertThat(read.record()).isEqualTo(Path.of("r.json"));
    assertThat(read.object()).isEqualTo(Path.of("o"));
    assertThat(read.keys()).containsExactly(Path.of("a.pem"), Path.of("b=c.pem"));
    assertThat(read.isJson()).isTrue();
    assertThat(read.isHelp()).isFalse();
    assertThat(read.isVersion()).isFalse();
  }

  @Test
  void objectAndJsonAreOptional() throws Exception {
    VerifyArguments read = VerifyArguments.parse("r.json", "--key", "a.pem");

    assertThat(read.object()).isNull();
    assertThat(read.isJson()).isFalse();
  }

  @Test
  void recordAfterTwoDashesMayBeginWithADash() throws Exception {
    assertThat(VerifyArguments.parse("--key", "a.pem", "--", "-r.json").record())
        .isEqualTo(Path.of("-r.json"));
  }

  @Test
  void helpAndVersionNeedNoOtherArgument() throws Exception {
    for (String option : List.of("-h", "--help")) {
      assertThat(VerifyArguments.parse(option).isHelp()).isTrue();
    }
    for (String option : List.of("-V", "--version")) {
      assertThat(VerifyArguments.parse(option).isVersion()).isTrue();
    }
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                             | give a record file
          --key k.pem                    | give a record file
          r.json                         | a record file needs --key, the public key you trust
          r.json --key                   | --key needs a file
          r.json --key=                  | --key needs a file
          r.json --key k --object        | --object needs a file
          r.json --key k --object a --object b | --object is given twice; give one file
          r.json s.json --key k          | more than one record file: s.json; give one
          r.json --key k -- s.json       | more than one record file: s.json; give one
          r.json --key k --verbose       | unknown option --verbose
          r.json --key k -x              | unknown option -x
          r.json --key k --json=true     | unknown option --json
          r.json --key k -               | unknown option -
          r.json --key k --keys=x        | unknown option --keys
          """)
  void wrongUsageIsExplained(String line, String message) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertThatThrownBy(() -> VerifyArguments.parse(args))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void nameThatNoFileCanHaveIsExplained() {
    assertThatThrownBy(() -> VerifyArguments.parse("r\u0000", "--key", "k"))
        .isInstanceOf(UsageException.class)
        .hasMessageEndingWith("is not a file name");
  }

  @Property
  void anyCommandLineIsReadOrExplained(@ForAll("commandLines") List<String> args) {
    try {
      VerifyArguments read = VerifyArguments.parse(args.toArray(String[]::new));
      assertThat(read.isHelp() || read.isVersion() || !read.keys().isEmpty()).isTrue();
    } catch (UsageException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  @Provide
  Arbitrary<List<String>> commandLines() {
    return Arbitraries.oneOf(
            Arbitraries.of("--key", "--object", "--json", "-h", "-V", "--", "=", "--=", "", "r"),
            Arbitraries.strings().ofMaxLength(8))
        .list()
        .ofMaxSize(6);
  }
}
