package dev.waybill.baseline.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.baseline.template.Template;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Terraform module of the baseline, compared with the template property by property. */
final class TerraformModuleTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  static Stream<Map<String, String>> settings() {
    return Stream.of(
        Map.of(),
        Map.of("waybill.raw.retention", "30d", "waybill.raw.break-glass", "rescuer"),
        Map.of("waybill.kms.key", "11111111-2222-3333-4444-555555555555"),
        Map.of("waybill.fixity.enabled", "false"),
        Map.of("waybill.signing.key", "alias/waybill-signing"),
        Map.of(
            "waybill.raw.bucket", "other-raw",
            "waybill.alert.sns.topic", "arn:aws:sns:eu-central-1:111111111111:alerts",
            "waybill.alert.eventbridge.bus", "alerts"));
  }

  @Test
  void publishedModuleEqualsPrintedModule() throws IOException {
    assertThat(Files.readString(HOME.resolve("deploy/terraform/main.tf.json")).strip())
        .as(
            "fix with: ./mvnw -q compile exec:java"
                + " -Dexec.args=\"baseline template --format terraform\"")
        .isEqualTo(module(Map.of()).toPrettyString().strip());
  }

  @ParameterizedTest
  @MethodSource("settings")
  void moduleHasEveryPropertyOfTheTemplateAndNoOther(Map<String, String> settings) {
    Map<String, Map<String, String>> template = TemplateReading.read(template(settings));

    assertThat(template).hasSizeGreaterThan(25);
    assertThat(ModuleReading.read(module(settings))).isEqualTo(template);
  }

  /** Removes and alters each value of each resource in turn: the reading notices every one. */
  @Test
  void comparisonFindsEachOmittedAndEachAlteredValue() {
    JsonNode module = module(Map.of());
    List<JsonPointer> values = new ArrayList<>();
    List<String> unnoticed = new ArrayList<>();
    for (var type : module.path("resource").properties()) {
      for (String label : type.getValue().properties().stream().map(Map.Entry::getKey).toList()) {
        JsonNode part = part(module, type.getKey(), label);
        Map<String, Map<String, String>> read = ModuleReading.read(part);
        List<JsonPointer> pointers = new ArrayList<>();
        pointers(JsonPointer.empty(), part, pointers);
        for (JsonPointer pointer : pointers) {
          if (isRead(change(part, pointer, true), read)) {
            unnoticed.add("omitted " + pointer);
          }
          if (isRead(change(part, pointer, false), read)) {
            unnoticed.add("altered " + pointer);
          }
        }
        values.addAll(pointers);
      }
    }

    assertThat(values).hasSizeGreaterThan(800);
    assertThat(unnoticed).isEmpty();
  }

  private static boolean isRead(JsonNode module, Map<String, Map<String, String>> read) {
    try {
      return ModuleReading.read(module).equals(read);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Returns a module with one resource and its policy. */
  private static JsonNode part(JsonNode module, String type, String label) {
    ObjectNode part = new ObjectMapper().createObjectNode();
    JsonNode resource = module.path("resource").path(type).path(label);
    part.putObject("resource").putObject(type).set(label, resource);
    ObjectNode policies = part.putObject("data").putObject("aws_iam_policy_document");
    module
        .at("/data/aws_iam_policy_document")
        .properties()
        .forEach(
            it -> {
              if (resource.path("policy").asText().contains("." + it.getKey() + ".json")) {
                policies.set(it.getKey(), it.getValue());
              }
            });
    return part;
  }

  private static void pointers(JsonPointer at, JsonNode node, List<JsonPointer> all) {
    if (node.isObject()) {
      node.properties().forEach(it -> pointers(at.appendProperty(it.getKey()), it.getValue(), all));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers(at.appendIndex(i), node.get(i), all);
      }
    } else {
      all.add(at);
    }
  }

  private static JsonNode change(JsonNode module, JsonPointer pointer, boolean omit) {
    ObjectNode copy = module.deepCopy();
    JsonNode parent = copy.at(pointer.head());
    JsonNode value = copy.at(pointer);
    if (parent instanceof ArrayNode array) {
      int index = pointer.last().getMatchingIndex();
      if (omit) {
        array.remove(index);
      } else {
        array.set(index, altered(value));
      }
    } else {
      String name = pointer.last().getMatchingProperty();
      if (omit) {
        ((ObjectNode) parent).remove(name);
      } else {
        ((ObjectNode) parent).set(name, altered(value));
      }
    }
    return copy;
  }

  private static JsonNode altered(JsonNode value) {
    ObjectNode holder = new ObjectMapper().createObjectNode();
    if (value.isBoolean()) {
      holder.put("v", !value.booleanValue());
    } else if (value.isNumber()) {
      holder.put("v", value.longValue() + 1);
    } else {
      holder.put("v", value.textValue() + "x");
    }
    return holder.path("v");
  }

  @Test
  void refusesPropertyThatTheTranslationDoesNotKnow() {
    ObjectNode resource = Template.resources(loaded(Map.of()), HOME).withObject("/Queue");
    ((ObjectNode) resource.path("Properties")).put("DelaySeconds", 5);

    assertThatThrownBy(() -> translate("Queue", resource))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Queue has properties without a translation")
        .hasMessageContaining("DelaySeconds");
  }

  @Test
  void refusesPropertyThatIsUnknownInsideOfAnother() {
    ObjectNode resource = Template.resources(loaded(Map.of()), HOME).withObject("/RawBucket");
    ((ObjectNode) resource.at("/Properties/LifecycleConfiguration/Rules/0"))
        .put("ObjectSizeGreaterThan", 5);

    assertThatThrownBy(() -> translate("RawBucket", resource))
        .hasMessageContaining("RawBucket.LifecycleConfiguration.Rules[0]")
        .hasMessageContaining("ObjectSizeGreaterThan");
  }

  @Test
  void refusesResourceOfUnknownType() {
    assertThatThrownBy(() -> ResourceAddress.of("Topic", "AWS::SNS::Topic"))
        .hasMessage("Topic: AWS::SNS::Topic has no translation to Terraform");
  }

  private static void translate(String id, JsonNode resource) {
    TerraformExpressions expressions =
        new TerraformExpressions(
            Map.of(
                "Key",
                new ResourceAddress("aws_kms_key", "key"),
                "DeadLetters",
                new ResourceAddress("aws_sqs_queue", "dead_letters"),
                "QueuePolicy",
                new ResourceAddress("aws_sqs_queue_policy", "queue"),
                id,
                ResourceAddress.of(id, resource.path("Type").textValue())));
    new ResourceTranslation(new ModuleBlocks(), expressions).add(id, resource);
  }

  @Test
  void escapesWhatTerraformWouldEvaluate() {
    ObjectNode node = new ObjectMapper().createObjectNode();
    node.put("${a}", "s3://b/${day}/%{if x}/${AWS::Region}/${Regions}");

    assertThat(new TerraformExpressions(Map.of()).replace(node).toString())
        .isEqualTo(
            "{\"$${a}\":\"s3://b/$${day}/%%{if x}/${data.aws_region.current.region}/${local.regions}\"}");
  }

  @Test
  void namesNoAccountOrRegion() {
    assertThat(module(Map.of()).toString())
        .doesNotContainPattern("\\d{12}")
        .doesNotContain("arn:aws:", "AWS::Region", "Fn::");
  }

  @Test
  void providesTheSameRegionsAsTheTemplate() {
    assertThat(module(Map.of()).at("/locals/regions").textValue())
        .isEqualTo(
            "${data.aws_region.current.region == \"us-east-1\" ? \"us-east-1\" :"
                + " \"${data.aws_region.current.region},us-east-1\"}");
  }

  @Test
  void readsOnlyDataSourcesItUses() {
    JsonNode module = module(Map.of());
    Set<String> defined = new TreeSet<>();
    module
        .path("data")
        .properties()
        .forEach(
            type ->
                type.getValue()
                    .fieldNames()
                    .forEachRemaining(it -> defined.add("data." + type.getKey() + "." + it)));
    String text = module.toString();

    assertThat(defined).hasSize(15).allMatch(it -> text.contains("${" + it + "."));
  }

  @Test
  void outputsTheSigningKeyBesideTheOther() {
    assertThat(module(Map.of("waybill.signing.key", "alias/waybill-signing")).path("output"))
        .anyMatch(it -> it.path("value").asText().equals("${aws_kms_key.signing_key.arn}"))
        .anyMatch(it -> it.path("value").asText().equals("${aws_kms_key.key.arn}"));
  }

  @Test
  void outputsWhatOtherModulesNeed() {
    Map<String, String> outputs = new TreeMap<>();
    module(Map.of())
        .path("output")
        .properties()
        .forEach(it -> outputs.put(it.getKey(), it.getValue().path("value").textValue()));

    assertThat(outputs)
        .containsEntry("key_arn", "${aws_kms_key.key.arn}")
        .containsEntry("queue_url", "${aws_sqs_queue.queue.url}")
        .containsEntry("dead_letters_queue_url", "${aws_sqs_queue.dead_letters.url}")
        .containsEntry("service_policy_arn", "${aws_iam_policy.service.arn}")
        .hasSize(8);
    assertThat(StreamSupport.stream(module(Map.of()).path("output").spliterator(), false))
        .allMatch(it -> !it.path("description").asText().isEmpty());
  }

  private static JsonNode module(Map<String, String> more) {
    return json(TerraformModule.of(loaded(more), HOME));
  }

  private static JsonNode template(Map<String, String> more) {
    return json(Template.of(loaded(more), HOME));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }

  private static Settings loaded(Map<String, String> more) {
    return new SettingsLoader(HOME, Map.of()).loadWithoutSigning(more).settings();
  }
}
