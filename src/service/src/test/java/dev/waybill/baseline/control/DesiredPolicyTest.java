package dev.waybill.baseline.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waybill's statements in policies that also contain statements of others. */
final class DesiredPolicyTest {
  private static final DesiredStatement DESIRED =
      DesiredStatement.deny("WaybillTlsOnly")
          .anyPrincipal()
          .actions("s3:*")
          .resources("arn:aws:s3:::b", "arn:aws:s3:::b/*")
          .condition("Bool", "aws:SecureTransport", "false");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b/*','arn:aws:s3:::b'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}}",
        "{'Statement':[{'Effect':'Deny','Sid':'WaybillTlsOnly','Principal':'*','Action':['s3:*'],"
            + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':['false']}}}]}"
      })
  void acceptsEquivalentFormsOfStatement(String text) {
    assertThat(DesiredPolicy.parse(text.replace('\'', '"')).differingSids(List.of(DESIRED)))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'Statement':[]}",
        // allows instead of denying
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Allow','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}}",
        // denies less
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}}",
        // denies only under an additional condition
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false','aws:ViaAWSService':'true'}}}}"
      })
  void reportsWeakerStatementAsMissing(String text) {
    assertThat(DesiredPolicy.parse(text.replace('\'', '"')).differingSids(List.of(DESIRED)))
        .containsExactly("WaybillTlsOnly");
  }

  @Test
  void keepsStatementsOfOthersAndAddsOwnOnce() {
    String others =
        "{\"Statement\":[{\"Sid\":\"Theirs\",\"Effect\":\"Deny\"},"
            + "{\"Sid\":\"WaybillTlsOnly\",\"Effect\":\"Allow\"},{\"Effect\":\"Deny\"}]}";

    DesiredPolicy merged = DesiredPolicy.parse(others).with(List.of(DESIRED));

    assertThat(merged.statements()).hasSize(3);
    assertThat(merged.differingSids(List.of(DESIRED))).isEmpty();
    assertThat(merged.text()).contains("Theirs").doesNotContain("Allow");
    assertThat(merged.with(List.of(DESIRED)).text()).isEqualTo(merged.text());
  }

  @Test
  void reportsAndRemovesOutdatedStatement() {
    DesiredPolicy present =
        DesiredPolicy.of(
            List.of(
                DESIRED, DesiredStatement.deny("WaybillEarlier").anyPrincipal().actions("s3:*")));

    assertThat(present.differingSids(List.of(DESIRED))).containsExactly("WaybillEarlier");
    assertThat(present.with(List.of(DESIRED)).differingSids(List.of(DESIRED))).isEmpty();
  }

  @Test
  void rejectsPolicyThatIsNotJson() {
    assertThatThrownBy(() -> DesiredPolicy.parse("{"))
        .isInstanceOf(UnmanagedResourceException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'*'",
        "{'AWS':'*'}",
        "{'AWS':['arn:aws:iam::111111111111:root','arn:aws:iam::222222222222:root']}",
        "{'Service':'sns.amazonaws.com'}",
        "{'AWS':'111111111111','Service':'sns.amazonaws.com'}"
      })
  void removesPermissionOfOtherAccountsToSend(String principal) {
    QueuePolicy policy = new QueuePolicy("111111111111", List.of(DESIRED));
    String text = ("{'Statement':[{'Effect':'Allow','Principal':" + principal + "}]}");

    assertThat(policy.read(text.replace('\'', '"')).holds()).isFalse();
    assertThat(policy.read(policy.merge(text.replace('\'', '"'))).holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'AWS':'111111111111'}", "{'AWS':'arn:aws:iam::111111111111:role/x'}"})
  void keepsPermissionOfOwnAccountToSend(String principal) {
    QueuePolicy policy = new QueuePolicy("111111111111", List.of(DESIRED));
    String text = ("{'Statement':[{'Effect':'Allow','Principal':" + principal + "}]}");

    assertThat(policy.merge(text.replace('\'', '"'))).contains("111111111111");
  }
}
