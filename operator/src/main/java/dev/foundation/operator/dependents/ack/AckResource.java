// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.dependents.ack;

import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import java.io.Serial;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Any resource of AWS Controllers for Kubernetes: the spec is a tree, because it is only ever
 * written whole; the status is what all of them share.
 */
public abstract class AckResource extends CustomResource<Map<String, Object>, AckStatus>
    implements Namespaced {

  @Serial private static final long serialVersionUID = 1L;

  /** What happens on AWS when the object goes; {@code retain} for life. */
  public static final String DELETION_POLICY = "services.k8s.aws/deletion-policy";

  public static final String ADOPTION_POLICY = "services.k8s.aws/adoption-policy";

  /** JSON of the fields that find an existing resource. */
  public static final String ADOPTION_FIELDS = "services.k8s.aws/adoption-fields";

  /** ACK never creates what carries {@code "true"}. */
  public static final String ADOPTED = "services.k8s.aws/adopted";

  /** The generation that was last seen to be on AWS: ACK said so, or AWS itself. */
  public static final String SYNCED_GENERATION = "foundation.dev/synced-generation";

  public static final String REGION = "services.k8s.aws/region";

  /** Who looks after an object, by Kubernetes' own convention. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  private static final String ACK_FINALIZER = "finalizers.";

  /**
   * Whether what it stands for was, or is being, made by ACK: ACK takes hold of an object by its
   * finalizer before it creates, and marks what it found there already as adopted.
   */
  public boolean wasMadeByAck() {
    return getMetadata().getFinalizers().stream().anyMatch(f -> f.startsWith(ACK_FINALIZER))
        && !wasAdopted();
  }

  /** Whether ACK, or the operator after it, has marked it as never to be created again. */
  public boolean wasAdopted() {
    return has(ADOPTED, "true");
  }

  /** Whether it says so of this manager; what others made under the same name does not. */
  public boolean isManagedBy(String manager) {
    Map<String, String> labels = getMetadata().getLabels();
    return labels != null && manager.equals(labels.get(MANAGED_BY));
  }

  /** Whether ACK took hold of what it is to adopt and has not said yet what that is. */
  public boolean wasHalfAdopted() {
    return wasAdopted() && (getStatus() == null || getStatus().ackResourceMetadata() == null);
  }

  /** Whether ACK was seen to have brought this very generation to AWS. */
  public boolean wasSynced() {
    return has(SYNCED_GENERATION, String.valueOf(getMetadata().getGeneration()));
  }

  /** Whether the other declares the same, apart from what ACK and the operator note there. */
  boolean declaresAs(AckResource other) {
    return Objects.equals(getSpec(), other.getSpec())
        && Objects.equals(getMetadata().getLabels(), other.getMetadata().getLabels())
        && Objects.equals(
            getMetadata().getOwnerReferences(), other.getMetadata().getOwnerReferences())
        && annotations().equals(other.annotations());
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = getMetadata().getAnnotations();
    Map<String, String> declared = new TreeMap<>(annotations == null ? Map.of() : annotations);
    declared.keySet().removeAll(List.of(ADOPTED, SYNCED_GENERATION));
    return declared;
  }

  private boolean has(String annotation, String value) {
    Map<String, String> annotations = getMetadata().getAnnotations();
    return annotations != null && value.equals(annotations.get(annotation));
  }

  @Override
  protected @Nullable Map<String, Object> initSpec() {
    return null;
  }

  @Override
  protected @Nullable AckStatus initStatus() {
    return null;
  }
}
