package io.dsstream.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Field;
import org.apache.spark.streaming.scheduler.JobScheduler;
import org.apache.spark.streaming.scheduler.ReceiverTracker;
import org.junit.jupiter.api.Test;

/** Whom the kit knows, and why no one else. */
class ArchitectureTest {
  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("io.dsstream.testkit");

  @Test
  void kit_knowsNothingElseOfOurs() {
    noClasses()
        .should()
        .dependOnClassesThat(
            resideInAPackage("io.dsstream..").and(not(resideInAPackage("io.dsstream.testkit"))))
        .because("any job on Spark Streaming is tested with it")
        .check(KIT);
  }

  @Test
  void sparksHiddenMembers_areUsedInOnePlace() {
    noClasses()
        .that()
        .doNotHaveSimpleName("SparkInternals")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(JobScheduler.class, ReceiverTracker.class, Field.class)
        .because("another Spark then wants changes in one class")
        .check(KIT);
  }

  @Test
  void junit_isKnownToTheExtensionAlone() {
    noClasses()
        .that()
        .haveSimpleNameNotStartingWith("DsStream")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.junit.."))
        .because("the rest serves whatever runs the tests")
        .check(KIT);
  }

  @Test
  void publicMethods_speakNoScala() {
    DescribedPredicate<JavaClass> scala = resideInAPackage("scala..");
    noMethods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .haveRawReturnType(scala)
        .orShould()
        .haveRawParameterTypes(
            describe("with one of Scala", types -> types.stream().anyMatch(scala)))
        .because("a test is written in Java")
        .check(KIT);
  }
}
