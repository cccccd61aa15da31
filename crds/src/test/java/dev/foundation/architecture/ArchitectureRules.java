// SPDX-License-Identifier: Apache-2.0
package dev.foundation.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** The rules of structure that hold in every module. */
public final class ArchitectureRules {

  private static final int MOST_FILES_A_PACKAGE = 10;

  private ArchitectureRules() {}

  /** A module's own classes, without its tests and without other modules' jars. */
  public static JavaClasses classesOf(String rootPackage) {
    return new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_JARS)
        .importPackages(rootPackage);
  }

  /** No package cycles, small packages, each with a null-marked description. */
  public static void check(String rootPackage) {
    JavaClasses own = classesOf(rootPackage);
    assertThat(own).as("classes below " + rootPackage).isNotEmpty();
    noPackageCycles(rootPackage).check(own);
    everyPackageIsDescribed(own);
    packagesStaySmall(own);
  }

  /** Only the named packages may use the AWS SDK's clients. */
  public static ArchRule onlyTheseUseTheAwsSdk(String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..")
        .because("AWS is spoken in one place; everything else speaks the domain");
  }

  /** A package that depends on nothing but values: no client, no clock, no I/O. */
  public static ArchRule pure(String purePackage) {
    return classes()
        .that()
        .resideInAPackage(purePackage)
        .should()
        .onlyDependOnClassesThat()
        .resideOutsideOfPackages(
            "software.amazon..",
            "io.fabric8.kubernetes.client.dsl..",
            "io.javaoperatorsdk..",
            "java.io",
            "java.net..",
            "java.nio.file..",
            "java.time..")
        .because("what follows from the input alone can be tested by comparing values");
  }

  private static ArchRule noPackageCycles(String rootPackage) {
    return slices()
        .matching(rootPackage + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true);
  }

  private static void everyPackageIsDescribed(JavaClasses own) {
    for (JavaClass type : own) {
      assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
          .as(type.getPackageName() + " has a package-info.java with @NullMarked")
          .isTrue();
    }
  }

  private static void packagesStaySmall(JavaClasses own) {
    Map<String, Long> sizes =
        own.stream()
            .filter(ArchitectureRules::hasOwnFile)
            .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
    assertThat(sizes)
        .allSatisfy((name, files) ->
            assertThat(files).as("files in " + name).isLessThanOrEqualTo(MOST_FILES_A_PACKAGE));
  }

  private static boolean hasOwnFile(JavaClass type) {
    return type.isTopLevelClass() && !"package-info".equals(type.getSimpleName());
  }
}
