package dev.waybill.baseline.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our statements among those of others. */
final class DesiredPolicyTest {
  private static final DesiredStatement OURS =
      DesiredStatement.deny("WaybillTlsOnly")
          .everyone()
          .may("s3:*")
          .on("arn:aws:s3:::b", "arn:aws:s3:::b/*")
          .when("Bool", "aws:SecureTransport", "false");

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
  void theSameStatementMayBeWrittenOtherwise(String text) {
    assertThat(DesiredPolicy.parse(text.replace('\'', '"')).differing(List.of(OURS))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'Statement':[]}",
        // allows what should be denied
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Allow','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}}",
        // denies less
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}}",
        // denies under a condition more
        "{'Statement':{'Sid':'WaybillTlsOnly','Effect':'Deny','Principal':'*','Action':'s3:*',"
            + "'Resource':['arn:aws:s3:::b','arn:aws:s3:::b/*'],"
            + "'Condition':{'Bool':{'aws:SecureTransport':'false','aws:ViaAWSService':'true'}}}}"
      })
  void aStatementThatSaysLessIsMissing(String text) {
    assertThat(DesiredPolicy.parse(text.replace('\'', '"')).differing(List.of(OURS)))
        .containsExactly("WaybillTlsOnly");
  }

  @Test
  void statementsOfOthersStayAndOursIsThereOnce() {
    String others =
        "{\"Statement\":[{\"Sid\":\"Theirs\",\"Effect\":\"Deny\"},"
            + "{\"Sid\":\"WaybillTlsOnly\",\"Effect\":\"Allow\"},{\"Effect\":\"Deny\"}]}";

    DesiredPolicy merged = DesiredPolicy.parse(others).with(List.of(OURS));

    assertThat(merged.statements()).hasSize(3);
    assertThat(merged.differing(List.of(OURS))).isEmpty();
    assertThat(merged.text()).contains("Theirs").doesNotContain("Allow");
    assertThat(merged.with(List.of(OURS)).text()).isEqualTo(merged.text());
  }

  @Test
  void aStatementThatNoLongerShouldBeThereIsSeenAndGoes() {
    DesiredPolicy there =
        DesiredPolicy.of(
            List.of(OURS, DesiredStatement.deny("WaybillEarlier").everyone().may("s3:*")));

    assertThat(there.differing(List.of(OURS))).containsExactly("WaybillEarlier");
    assertThat(there.with(List.of(OURS)).differing(List.of(OURS))).isEmpty();
  }

  @Test
  void whatIsNoJsonIsNotReplaced() {
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
  void aQueueLetsNobodyOfOtherAccountsSend(String principal) {
    QueuePolicy policy = new QueuePolicy("111111111111", List.of(OURS));
    String text = ("{'Statement':[{'Effect':'Allow','Principal':" + principal + "}]}");

    assertThat(policy.read(text.replace('\'', '"')).holds()).isFalse();
    assertThat(policy.read(policy.mended(text.replace('\'', '"'))).holds()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'AWS':'111111111111'}", "{'AWS':'arn:aws:iam::111111111111:role/x'}"})
  void aQueueLetsThoseOfItsAccountStay(String principal) {
    QueuePolicy policy = new QueuePolicy("111111111111", List.of(OURS));
    String text = ("{'Statement':[{'Effect':'Allow','Principal':" + principal + "}]}");

    assertThat(policy.mended(text.replace('\'', '"'))).contains("111111111111");
  }
}
