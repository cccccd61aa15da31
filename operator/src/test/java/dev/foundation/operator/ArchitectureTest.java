// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.foundation.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.foundation.operator";
  private static final JavaClasses OWN = ArchitectureRules.classesOf(ROOT);

  @Test
  void keepsTheCommonRules() {
    ArchitectureRules.check(ROOT);
  }

  @Test
  void planIsPure() {
    ArchitectureRules.pure(ROOT + ".plan").check(OWN);
  }

  @Test
  void onlyTheAwsRoomSpeaksAws() {
    ArchitectureRules.onlyTheseUseTheAwsSdk(ROOT + ".aws..").check(OWN);
  }

  @Test
  void roomsAreEnteredFromAboveOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("main")
        .definedBy(ROOT)
        .layer("config")
        .definedBy(ROOT + ".config")
        .layer("workspace")
        .definedBy(ROOT + ".workspace")
        .layer("dependents")
        .definedBy(ROOT + ".dependents..")
        .layer("aws")
        .definedBy(ROOT + ".aws..")
        .layer("telemetry")
        .definedBy(ROOT + ".telemetry")
        .layer("plan")
        .definedBy(ROOT + ".plan")
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("main", "workspace")
        .whereLayer("workspace")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("dependents")
        .mayOnlyBeAccessedByLayers("main", "workspace")
        .whereLayer("aws")
        .mayOnlyBeAccessedByLayers("main", "workspace", "dependents")
        .whereLayer("telemetry")
        .mayOnlyBeAccessedByLayers("main", "workspace")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers("main", "config", "workspace", "dependents", "aws")
        .withOptionalLayers(true)
        .check(OWN);
  }

  @Test
  void nobodyReadsTheClockButTheFlow() {
    ArchRuleDefinition.noClasses()
        .that()
        .resideInAnyPackage(ROOT + ".dependents..", ROOT + ".plan")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .because("derived state is the same at any time")
        .check(OWN);
  }
}
