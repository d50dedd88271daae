package dev.waybill.localcloud.athena.hive;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Property tests of parsing Hive types. */
final class HiveTypePropertyTest {
  @Property(tries = 200)
  void parsesTypeInTheCatalogueSpelling(@ForAll("types") String type) {
    HiveType read = HiveType.parse(type);
    assertThat(read.hive()).isEqualTo(type);
    assertThat(HiveType.parse(type.toUpperCase(java.util.Locale.ROOT).replace("<", " < ")))
        .isEqualTo(read);
  }

  @Provide
  Arbitrary<String> types() {
    Arbitrary<String> plain =
        Arbitraries.of(
            "string",
            "int",
            "bigint",
            "boolean",
            "double",
            "float",
            "date",
            "timestamp",
            "varchar(10)",
            "char(1)",
            "decimal(38,5)",
            "binary",
            "smallint",
            "tinyint");
    Arbitrary<String> names = Arbitraries.strings().withCharRange('a', 'z').ofMinLength(1);
    return Arbitraries.recursive(
        () -> plain,
        inner ->
            Arbitraries.oneOf(
                inner.map(it -> "array<" + it + ">"),
                inner.map(it -> "map<string," + it + ">"),
                Combinators.combine(names, inner, inner)
                    .as((name, a, b) -> "struct<" + name + ":" + a + ",date:" + b + ">")),
        0,
        4);
  }
}
