package dev.waybill.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "</title><img src=x onerror=alert(1)>",
        "</style><svg/onload=alert(1)>",
        "</pre><iframe srcdoc='<b>'>",
        "<!--",
        "<![CDATA[",
        "${7*7}",
        "@raw <b> @endraw",
        "@template.report(page)",
        "a\u0000b\u001b[2Jc\u202ed\u2066e\u0085f"
      })
  void showsUntrustedInputAsText(String text) {
    PageTable table = new PageTable(text, List.of(text), List.of(List.of(text)), text);
    List<String> lines = List.of(text, text);

    String page = new ReportPage(text, text, text, lines, lines, List.of(table), lines).html();

    assertThat(page)
        .doesNotContain("<script", "<img", "<svg", "<iframe", "<b>", "<!--", "<![CDATA[")
        .doesNotContain("\u0000", "\u001b", "\u202e", "\u2066", "\u0085");
    String shown =
        text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replaceAll("[\\p{Cc}\\p{Cf}]", "\ufffd");
    assertThat(page.split(Pattern.quote(shown), -1)).hasSize(15);
  }
}
