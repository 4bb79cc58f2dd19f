package io.biomerkin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** The arrows between core's packages, as the design draws them. */
@AnalyzeClasses(packages = "io.biomerkin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule only_cloud_imports_the_aws_sdk =
      onlyIn("io.biomerkin.cloud..", "software.amazon.awssdk..", "software.amazon.dynamodb..")
          .because("nothing above the line asks what is behind it");

  @ArchTest
  static final ArchRule only_synth_imports_cdk =
      onlyIn(
          "io.biomerkin.synth..",
          "software.amazon.awscdk..",
          "software.amazon.jsii..",
          "software.constructs..");

  @ArchTest
  static final ArchRule only_ledger_imports_jgit =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.biomerkin.ledger..", "io.biomerkin.pack..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.jgit..");

  @ArchTest
  static final ArchRule pack_takes_nothing_of_jgit_but_its_reading_of_ignore_files =
      noClasses()
          .that()
          .resideInAPackage("io.biomerkin.pack..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("org.eclipse.jgit..")
                  .and(not(resideInAPackage("org.eclipse.jgit.ignore"))));

  @ArchTest
  static final ArchRule only_cloud_opens_the_embedded_cloud =
      onlyIn("io.biomerkin.cloud..", "io.biomerkin.cloud.local..")
          .because("one engine runs on every cloud: what asks for the embedded one is two engines");

  @ArchTest
  static final ArchRule the_model_stands_alone =
      classes()
          .that()
          .resideInAPackage("io.biomerkin.model..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "io.biomerkin.model..",
                      "io.biomerkin.problem..",
                      "java..",
                      "com.fasterxml.jackson..",
                      "org.jspecify..")
                  .or(primitiveArrays()));

  @ArchTest
  static final ArchRule problems_and_events_know_nothing_of_their_origin =
      noClasses()
          .that()
          .resideInAnyPackage("io.biomerkin.problem..", "io.biomerkin.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.biomerkin.deploy..",
              "io.biomerkin.cloud..",
              "io.biomerkin.synth..",
              "io.biomerkin.ledger..",
              "io.biomerkin.pack..");

  @ArchTest
  static final ArchRule nothing_leans_on_the_operations =
      onlyIn("io.biomerkin.deploy..", "io.biomerkin.deploy..")
          .because("operations put the parts together; no part knows them");

  @ArchTest
  static final ArchRule core_has_neither_groovy_nor_maven =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("groovy..", "org.codehaus.groovy..", "org.apache.groovy..")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.maven..", "org.codehaus.plexus..");

  @ArchTest
  static final ArchRule packages_have_no_cycles =
      slices().matching("io.biomerkin.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule core_never_prints =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.because(
          "what happens is told as events; hosts print");

  private static ArchRule onlyIn(String home, String... guests) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(guests);
  }

  private static DescribedPredicate<JavaClass> primitiveArrays() {
    return DescribedPredicate.describe(
        "arrays of primitives",
        type -> type.isArray() && type.getBaseComponentType().isPrimitive());
  }
}
