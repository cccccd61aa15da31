// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static dev.foundation.operator.stack.Workspaces.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.crds.contract.Permission;
import dev.foundation.crds.contract.Reason;
import dev.foundation.crds.spec.RoleSpec;
import dev.foundation.crds.status.ResourcesStatus;
import dev.foundation.localstack.proxy.fault.Effect;
import dev.foundation.localstack.proxy.fault.FaultRule;
import dev.foundation.operator.reasons.Produces;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Tampering;
import dev.foundation.operator.stack.Workspaces;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What others change on AWS is found, told and repaired; ACK's own look is ten hours away. */
@StackTest
class DriftIT {

  private static final RoleSpec VIEWERS =
      new RoleSpec("viewers", List.of(Permission.DOCUMENTS_READ));

  private final OperatorStack stack;
  private final Workspaces workspaces;

  DriftIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  @Produces({Reason.DRIFT_FOUND, Reason.DRIFT_REPAIRED})
  void everySettingThatWasChangedOnAwsIsRepaired() {
    workspaces.apply("drifted", Specs.of("drifted-1", List.of(), List.of(VIEWERS)));
    workspaces.untilSettled("drifted");
    ResourcesStatus resources = workspaces.resources("drifted");
    try (Tampering tampering = new Tampering(stack, resources)) {
      Map<String, String> before = tampering.settings();
      tampering.changeEverything();
      assertThat(tampering.settings().entrySet()).doesNotContainAnyElementsOf(before.entrySet());

      workspaces.annotate("drifted", Annotations.RECONCILE_AT, "1");

      eventually().untilAsserted(() -> assertThat(tampering.settings()).isEqualTo(before));
    }
    workspaces.untilReady("drifted");
    assertThat(workspaces.resources("drifted")).isEqualTo(resources);
    eventually()
        .untilAsserted(() ->
            assertThat(repairs("drifted"))
                .contains(
                    "enableKeyRotation, policy of Key drifted on AWS is repaired",
                    "targetKeyID of Alias drifted on AWS is repaired",
                    "encryption, lifecycle, policy, publicAccessBlock, versioning of Bucket drifted"
                        + " on AWS is repaired",
                    "policyDocument of Policy drifted on AWS is repaired",
                    "assumeRolePolicyDocument, inlinePolicies, policies of Role drifted on AWS is"
                        + " repaired",
                    "group foundations.drifted was deleted; it is made anew, without its members")
                .anyMatch(told -> told.contains("Table drifted on AWS")));
    assertThat(found("drifted")).anyMatch(message -> message.contains("encryption"));
    assertThat(repaired("Bucket")).isPositive();
    assertThat(repaired("Group")).isPositive();
  }

  @Test
  void aKeyPolicyThatShutsTheOperatorOutIsRepairedBesideTheRest() {
    shutOutIsRepairedBesideTheRest(
        "shut-out",
        "key policy",
        Tampering::shutTheOperatorOut,
        "read access (AccessDeniedException)",
        "Key");
  }

  @Test
  void aBucketPolicyThatShutsTheOperatorOutIsRepairedBesideTheRest() {
    shutOutIsRepairedBesideTheRest(
        "bucket-shut",
        "bucket policy",
        Tampering::shutTheOperatorOutOfTheBucket,
        "read access (AccessDenied)",
        "Bucket");
  }

  @Test
  void aTablePolicyThatShutsTheOperatorOutIsRepairedBesideTheRest() {
    shutOutIsRepairedBesideTheRest(
        "table-shut",
        "table policy",
        Tampering::shutTheOperatorOutOfTheTable,
        "read access (AccessDeniedException)",
        "Table");
  }

  @Test
  void aPolicyThatShutsAckOutTooIsToldAndHoldsNothingElseUp() {
    changed(
        "shut-to-all",
        Tampering::shutAckOutOfTheBucket,
        (tampering, before) -> {
          workspaces.until("shut-to-all", "BucketReady", "False/AckRecoverable");
          assertThat(workspaces.message("shut-to-all", "BucketReady"))
              .contains("not authorized to perform: s3");
          eventually()
              .untilAsserted(() ->
                  assertThat(tampering.settings()).containsEntry("backups", before.get("backups")));

          tampering.deleteTheBucketPolicy();
          eventually().untilAsserted(() -> assertThat(tampering.settings()).isEqualTo(before));
        });
  }

  @Test
  void anAliasThatWasMovedToAForeignKeyIsToldAndTheKeyIsKept() {
    ResourcesStatus resources =
        changed(
            "alias-moved",
            Tampering::moveTheAliasToAForeignKey,
            (tampering, before) -> {
              workspaces.until("alias-moved", "KeyReady", "False/AckRecoverable");
              assertThat(workspaces.message("alias-moved", "KeyReady"))
                  .contains("not authorized to perform: kms:UpdateAlias");
              assertThat(found("alias-moved")).anyMatch(message -> message.contains("targetKeyID"));
              eventually()
                  .untilAsserted(
                      () -> assertThat(tampering.settings()).containsEntry("backups", "ENABLED"));

              tampering.moveTheAliasBack();
            });
    assertThat(workspaces.resources("alias-moved")).isEqualTo(resources);
  }

  @Test
  void whatAnEarlierLifeHadIsNotSaidOfTheNext() {
    workspaces.apply("relived", Specs.erasable("relived-1"));
    workspaces.untilSettled("relived");
    workspaces.delete("relived");
    workspaces.untilGone("relived");
    var faults = stack.proxy().faults();
    int fault =
        faults.add(
            new FaultRule(
                "dynamodb",
                "UpdateContinuousBackups",
                null,
                workspaces.names("relived", "relived-1").table(),
                0,
                0,
                new Effect.Answer(500, "InternalServerError", "later")));
    workspaces.apply("relived", Specs.erasable("relived-1"));
    workspaces.until("relived", "TableReady", "False/AckRecoverable");
    faults.remove(fault);
    workspaces.untilReady("relived");
  }

  private void shutOutIsRepairedBesideTheRest(
      String name, String policy, Consumer<Tampering> shutOut, String setting, String kind) {
    changed(
        name,
        tampering -> {
          String declared = tampering.settings().get(policy);
          shutOut.accept(tampering);
          assertThat(tampering.settings().get(policy)).isNotEqualTo(declared);
        },
        (tampering, before) ->
            eventually().untilAsserted(() -> assertThat(tampering.settings()).isEqualTo(before)));
    eventually()
        .untilAsserted(() ->
            assertThat(repairs(name))
                .contains("%s of %s %s on AWS is repaired".formatted(setting, kind, name)));
    assertThat(found(name)).anyMatch(message -> message.contains(setting));
    assertThat(told(name, "NameConflict")).isEmpty();
  }

  /**
   * Changes a settled workspace on AWS, its backups besides, and has the operator look; it is Ready
   * after the outcome. Answers what the workspace had before.
   *
   * @param outcome is given the settings before
   */
  private ResourcesStatus changed(
      String name, Consumer<Tampering> change, BiConsumer<Tampering, Map<String, String>> outcome) {
    workspaces.apply(name);
    workspaces.untilSettled(name);
    ResourcesStatus resources = workspaces.resources(name);
    try (Tampering tampering = new Tampering(stack, resources)) {
      Map<String, String> before = tampering.settings();
      change.accept(tampering);
      tampering.switchBackupsOff();
      workspaces.annotate(name, Annotations.RECONCILE_AT, "1");
      outcome.accept(tampering, before);
    }
    workspaces.untilReady(name);
    return resources;
  }

  private List<String> found(String workspace) {
    return told(workspace, "DriftFound");
  }

  private List<String> repairs(String workspace) {
    return told(workspace, "DriftRepaired");
  }

  private List<String> told(String workspace, String reason) {
    return workspaces.events(workspace).stream()
        .filter(event -> reason.equals(event.getReason()))
        .map(event -> event.getMessage())
        .toList();
  }

  private double repaired(String kind) {
    return stack
        .operator()
        .meters()
        .get("foundation.drift.repaired")
        .tags("kind", kind, "place", "aws")
        .counter()
        .count();
  }
}
