// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** A KMS key's name. */
@Group("kms.services.k8s.aws")
@Version("v1alpha1")
@Kind("Alias")
@Plural("aliases")
public final class Alias extends AckResource {

  @Serial private static final long serialVersionUID = 1L;
}
