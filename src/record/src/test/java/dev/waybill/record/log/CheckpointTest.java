package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

  @Test
  void readsTheExampleOfTheSpecification() {
    String text = "example.com/behind-the-sofa\n20852163\n" + ROOT + "\n";

    Checkpoint checkpoint = Checkpoint.of(text);

    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20852163);
    assertThat(checkpoint.root().base64()).isEqualTo(ROOT);
    assertThat(checkpoint.text()).isEqualTo(text);
  }

  @Test
  void ignoresExtensionLines() {
    Checkpoint checkpoint = Checkpoint.of("log\n5\n" + ROOT + "\nmore\nand more\n");

    assertThat(checkpoint.text()).isEqualTo("log\n5\n" + ROOT + "\n");
  }

  @Property
  void readsTheTextsThatItWrites(@ForAll @LongRange(min = 1) long size) {
    Checkpoint checkpoint = new Checkpoint("log", size, TreeHash.ofBase64(ROOT));

    assertThat(Checkpoint.of(checkpoint.text())).isEqualTo(checkpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "log\n5\n",
        "log\n5\nROOT",
        "\n5\nROOT\n",
        "log\n\nROOT\n",
        "log\n5\n\n",
        "log\n5\nROOT\n\n",
        "log\n5\nROOT\n\nmore\n",
        "log\r\n5\r\nROOT\r\n",
        "log\n05\nROOT\n",
        "log\n+5\nROOT\n",
        "log\n-5\nROOT\n",
        "log\n5 \nROOT\n",
        "log\n0x5\nROOT\n",
        "log\n٥\nROOT\n",
        "log\n5\nROOT \n",
        "log\n0\nROOT\n",
        "log\n9223372036854775808\nROOT\n",
        "log\n99999999999999999999\nROOT\n",
        "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "log\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "log\n5\nCsUYapGGPo4dkMgIAUqom_Xajj7h2fB2MPA3j2jxq2I=\n",
      })
  void rejectsOtherTexts(String text) {
    assertThatThrownBy(() -> Checkpoint.of(text.replace("ROOT", ROOT)))
        .isInstanceOf(InvalidLogException.class);
  }

  @Test
  void givesNamesToCosignaturesThatFitTheirFormat() {
    String text = "a".repeat(256) + "\n5\n" + ROOT + "\n";

    assertThatThrownBy(() -> CosignedMessage.of(NoteAlgorithm.ML_DSA_44_COSIGNATURE, "w", text, 7))
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("256 bytes");
  }
}
