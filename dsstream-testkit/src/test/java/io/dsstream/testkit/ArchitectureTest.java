package io.dsstream.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.stream.Stream;
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

  /** Of Scala what Spark's own API for Java has: tuples. */
  @Test
  void publicApi_speaksNoScala() {
    assertThat(
            KIT.stream()
                .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                .map(JavaClass::reflect)
                .flatMap(ArchitectureTest::api)
                .map(text -> text.replaceAll("scala\\.Tuple2\\b", "")))
        .isNotEmpty()
        .noneMatch(text -> text.contains("scala."));
  }

  /** All that a type shows, with what is between its angle brackets. */
  private static Stream<String> api(Class<?> type) {
    Stream<Executable> members =
        Stream.of(type.getDeclaredMethods(), type.getDeclaredConstructors()).flatMap(Stream::of);
    return Stream.of(
            members
                .filter(member -> isShown(member.getModifiers()))
                .map(Executable::toGenericString),
            Stream.of(type.getDeclaredFields())
                .filter(field -> isShown(field.getModifiers()))
                .map(Field::toGenericString),
            Stream.of(type.getGenericInterfaces()).map(Type::getTypeName),
            Stream.ofNullable(type.getGenericSuperclass()).map(Type::getTypeName))
        .flatMap(all -> all);
  }

  private static boolean isShown(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }
}
