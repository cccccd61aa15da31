// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
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

  private static LayeredArchitecture rooms() {
    return layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("main")
        .definedBy(ROOT)
        .layer("config")
        .definedBy(ROOT + ".config")
        .layer("command")
        .definedBy(ROOT + ".command")
        .layer("preview")
        .definedBy(ROOT + ".preview")
        .layer("orphans")
        .definedBy(ROOT + ".orphans")
        .layer("workspace")
        .definedBy(ROOT + ".workspace")
        .layer("dependents")
        .definedBy(ROOT + ".dependents..")
        .layer("aws")
        .definedBy(ROOT + ".aws..")
        .layer("quota")
        .definedBy(ROOT + ".quota")
        .layer("telemetry")
        .definedBy(ROOT + ".telemetry")
        .layer("queue")
        .definedBy(ROOT + ".queue")
        .layer("plan")
        .definedBy(ROOT + ".plan");
  }

  @Test
  void roomsAreEnteredFromAboveOnly() {
    rooms()
        .whereLayer("main")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("main")
        .whereLayer("preview")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("orphans")
        .mayOnlyBeAccessedByLayers("command", "workspace")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("main", "command", "preview", "orphans", "workspace")
        .whereLayer("workspace")
        .mayOnlyBeAccessedByLayers("main", "preview")
        .whereLayer("dependents")
        .mayOnlyBeAccessedByLayers("main", "preview", "workspace")
        .whereLayer("aws")
        .mayOnlyBeAccessedByLayers(
            "main", "command", "preview", "orphans", "workspace", "dependents")
        .whereLayer("quota")
        .mayOnlyBeAccessedByLayers("config", "aws", "queue")
        .whereLayer("telemetry")
        .mayOnlyBeAccessedByLayers("main", "orphans", "workspace")
        .whereLayer("queue")
        .mayOnlyBeAccessedByLayers("workspace")
        .whereLayer("plan")
        .mayOnlyBeAccessedByLayers(
            "main", "preview", "config", "orphans", "workspace", "dependents", "aws")
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
