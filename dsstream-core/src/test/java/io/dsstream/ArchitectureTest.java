package io.dsstream;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/** The arrows between the rooms of core, and why each holds. */
class ArchitectureTest {
  private static final JavaClasses CORE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.dsstream");

  @Test
  void floors_noArrowUp() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("pipeline")
        .definedBy("io.dsstream")
        .layer("sink")
        .definedBy("io.dsstream.sink")
        .layer("span")
        .definedBy("io.dsstream.span")
        .layer("source")
        .definedBy("io.dsstream.source")
        .layer("steps")
        .definedBy(
            "io.dsstream.block",
            "io.dsstream.tokenizer",
            "io.dsstream.table",
            "io.dsstream.reducer..",
            "io.dsstream.state",
            "io.dsstream.join")
        .layer("text")
        .definedBy("io.dsstream.text")
        .whereLayer("pipeline")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("sink")
        .mayOnlyBeAccessedByLayers("pipeline")
        .whereLayer("span")
        .mayOnlyBeAccessedByLayers("pipeline", "sink")
        .whereLayer("source")
        .mayOnlyBeAccessedByLayers("pipeline")
        .whereLayer("steps")
        .mayOnlyBeAccessedByLayers("pipeline", "sink", "span", "source")
        .because("a line goes down the steps and never back")
        .check(CORE);
  }

  @Test
  void roomsOnOneFloor_doNotMeet() {
    slices()
        .matching("io.dsstream.(block|tokenizer|table|reducer|state|join)..")
        .should()
        .notDependOnEachOther()
        .because("the span is where block, tokenizer, table and reducer meet")
        .check(CORE);
  }

  @Test
  void kernel_importsTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage("io.dsstream.block", "io.dsstream.table", "io.dsstream.text")
        .or(resideInAnyPackage("io.dsstream.tokenizer").and(simpleNameEndingWith("Scan")))
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                "java..",
                "io.dsstream.block",
                "io.dsstream.table",
                "io.dsstream.text",
                "io.dsstream.tokenizer"))
        .because("the hot path is benched, fuzzed and reused without Spark")
        .check(CORE);
  }

  @Test
  void reducers_doNotKnowTheSketches() {
    noClasses()
        .that()
        .resideInAPackage("io.dsstream.reducer")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.dsstream.reducer.sketch.."))
        .because("a job without DataSketches on its path has all the other aggregates")
        .check(CORE);
  }

  @Test
  void sinks_doNotKnowSpark() {
    noClasses()
        .that()
        .resideInAPackage("io.dsstream.sink")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache..", "scala.."))
        .because("a sink is a function of a result, wherever that came from")
        .check(CORE);
  }

  @Test
  void state_knowsFoldersAndBytesAlone() {
    classes()
        .that()
        .resideInAPackage("io.dsstream.state")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.slf4j..", "io.dsstream.state"))
        .because("what is committed is read by later versions of all else")
        .check(CORE);
  }

  @Test
  void vendorLibraries_areTouchedWhereTheyServe() {
    noClasses()
        .that(not(resideInAnyPackage("io.dsstream.tokenizer", "io.dsstream.sink")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.ibm.icu.."))
        .because("Unicode's tables serve segmentation and showing, nothing else")
        .check(CORE);
    noClasses()
        .that(not(resideInAnyPackage("io.dsstream.sink")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("com.fasterxml.."))
        .because("JSON is one sink's format")
        .check(CORE);
    noClasses()
        .that(not(resideInAnyPackage("io.dsstream.reducer.sketch")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.datasketches.."))
        .because("a job needs DataSketches for sketches, and for nothing else")
        .check(CORE);
    noClasses()
        .that(not(resideInAnyPackage("io.dsstream.join")))
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.commons.csv.."))
        .because("a job needs Commons CSV for tables, and for nothing else")
        .check(CORE);
  }
}
