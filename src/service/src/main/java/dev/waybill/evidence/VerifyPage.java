package dev.waybill.evidence;

import dev.waybill.page.HtmlPages;
import dev.waybill.record.object.Sha256;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Page that verifies a pack in a browser. It holds the evidence that it needs, and its content
 * security policy allows its own script and style only.
 *
 * @param policy the content security policy
 * @param style the style sheet, a constant of the program
 * @param script the script, a constant of the program
 * @param pack the evidence as JSON, untrusted input
 */
public record VerifyPage(String policy, String style, String script, String pack) {
  /** Limit for the page. Files that the verdict does not need are left out when they do not fit. */
  static final int MAX_BYTES = 100 * 1000;

  /** Returns the page of a pack. */
  static String write(Evidence evidence) {
    String script =
        Stream.of("bytes.js", "record.js", "delegation.js", "log.js", "verify.js", "page.js")
            .map(PageResources::text)
            .collect(Collectors.joining("\n"));
    String style = PageResources.text("verify.css");
    String policy =
        "default-src 'none'; script-src '"
            + hash(script)
            + "'; style-src '"
            + hash(style)
            + "'; base-uri 'none'; form-action 'none'";
    int rest = MAX_BYTES - new VerifyPage(policy, style, script, "").html().length();
    return new VerifyPage(policy, style, script, EmbeddedPack.of(evidence, rest).json()).html();
  }

  private static String hash(String text) {
    return "sha256-" + Sha256.hash(text).base64();
  }

  private String html() {
    return HtmlPages.render("verify.jte", this);
  }
}
