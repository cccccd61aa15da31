// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.reasons;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.foundation.crds.contract.Reason;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReasonCoverageTest {

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
          .importPackages("dev.foundation.operator");

  @Test
  void someTestProducesEachReason() {
    Set<Reason> produced =
        TESTS.stream()
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isAnnotatedWith(Produces.class))
            .flatMap(method -> Arrays.stream(method.getAnnotationOfType(Produces.class).value()))
            .collect(Collectors.toSet());
    assertThat(produced).containsExactlyInAnyOrder(Reason.values());
  }
}
