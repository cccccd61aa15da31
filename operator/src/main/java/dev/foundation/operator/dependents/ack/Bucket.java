// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.Version;
import java.io.Serial;

/** An S3 bucket. */
@Group("s3.services.k8s.aws")
@Version("v1alpha1")
@Kind("Bucket")
@Plural("buckets")
public final class Bucket extends AckResource {

  @Serial private static final long serialVersionUID = 1L;
}
