// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.group;

import dev.foundation.crds.contract.GroupName;
import dev.foundation.operator.aws.Found;
import dev.foundation.operator.aws.Groups;
import dev.foundation.operator.dependents.flow.Reconciliation;

/**
 * Looks for the administrators' group before anything is made of a workspace whose status tells
 * nothing. Where it stands, this is no first making: it was adopted, or has lost its status.
 */
public final class EarlierGroupDependentResource extends GroupStep {

  public static final String NAME = "earlier-group";

  public EarlierGroupDependentResource(Groups groups) {
    super(NAME, groups);
  }

  @Override
  void reconcile(Reconciliation pass, GroupName administrators) {
    if (pass.adminsInvited() != null) {
      return;
    }
    Found found = groups().find(pass.plan(), administrators);
    if (found.isForeign()) {
      return;
    }
    pass.adminsInvited(!found.isAbsent());
    if (!found.isAbsent()) {
      pass.hadData();
    }
  }
}
