// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** A customer-managed IAM policy. */
@Group("iam.services.k8s.aws")
@Version("v1alpha1")
@Kind("Policy")
@Plural("policies")
public final class Policy extends AckResource {

  @Serial private static final long serialVersionUID = 1L;
}
