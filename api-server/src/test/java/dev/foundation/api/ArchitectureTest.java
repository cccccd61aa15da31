// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.foundation.architecture.ArchitectureRules.classesOf;
import static dev.foundation.architecture.ArchitectureRules.onlyTheseUseTheAwsSdk;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.architecture.ArchitectureRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ROOT = "dev.foundation.api";
  private static final JavaClasses OWN = classesOf(ROOT);

  @Test
  void keepsTheCommonRules() {
    ArchitectureRules.check(ROOT);
  }

  @Test
  void speaksToAwsInTheseRoomsOnly() {
    onlyTheseUseTheAwsSdk(ROOT + ".aws..", ROOT + ".store..", ROOT + ".crypto..").check(OWN);
  }

  @Test
  void speaksHttpInTheseRoomsOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".http..", ROOT + ".management")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.vertx..")
        .check(OWN);
  }

  @Test
  void nobodyImportsTheCompositionRootOrHttp() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, ROOT + ".http")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ROOT, ROOT + ".http")
        .check(OWN);
  }

  @Test
  void nounsDoNotKnowAdaptersOrEachOther() {
    for (String noun : new String[] {"audit", "documents", "files", "members", "workspaces"}) {
      noClasses()
          .that()
          .resideInAPackage(ROOT + "." + noun + "..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to adapters or other nouns",
                  type ->
                      type.getPackageName().startsWith(ROOT + ".")
                          && !type.getPackageName().startsWith(ROOT + "." + noun)
                          && type.getPackageName()
                              .substring(ROOT.length() + 1)
                              .matches(
                                  "(store|aws|auth|config|documents|files|members|workspaces).*")))
          .allowEmptyShould(true)
          .check(OWN);
    }
  }

  @Test
  void everyServiceStoreAndCipherCallNamesItsTenantFirst() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .haveNameMatching(".*(Service|Store|Cipher)")
        .and()
        .doNotHaveModifier(JavaModifier.STATIC)
        .should(haveTenantFirst())
        .check(OWN);
  }

  private static ArchCondition<JavaMethod> haveTenantFirst() {
    return new ArchCondition<>("have Tenant as first parameter") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean first =
            !method.getRawParameterTypes().isEmpty()
                && method.getRawParameterTypes().getFirst().isEquivalentTo(Tenant.class);
        events.add(new SimpleConditionEvent(method, first, method.getFullName()));
      }
    };
  }
}
