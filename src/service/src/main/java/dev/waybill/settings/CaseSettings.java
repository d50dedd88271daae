package dev.waybill.settings;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rule by which incidents of audits are tied to cases.
 *
 * @param within longest time between two incidents of a principal or address in one case; zero for
 *     no cases
 * @param trusted ARNs of principals, and addresses, that open and tie no case
 */
public record CaseSettings(Duration within, List<String> trusted) {
  private static final Pattern TRUSTED =
      Pattern.compile("arn:[a-z-]+:(?:iam|sts)::[!-+\\--~]{1,2000}|[0-9a-fA-F:.]{2,45}");

  static final SettingType<List<String>> TYPE =
      new SettingType<>(
          "none, or ARNs of IAM principals and IP addresses, separated by commas",
          ", such as arn:aws:iam::111122223333:role/deploy, 192.0.2.10",
          CaseSettings::parse,
          names -> names.stream().allMatch(it -> TRUSTED.matcher(it).matches()));

  public CaseSettings {
    trusted = List.copyOf(trusted);
    AuditDeclarations.CASE_WITHIN.check(within);
    AuditDeclarations.CASE_TRUSTED.check(trusted);
  }

  private static List<String> parse(String text) {
    return text.equals(SettingDeclaration.NONE)
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
  }
}
