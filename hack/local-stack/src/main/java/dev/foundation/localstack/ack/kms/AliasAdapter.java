// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.kms;

import dev.foundation.localstack.ack.resource.AckKind;
import dev.foundation.localstack.ack.resource.AckResource;
import dev.foundation.localstack.ack.resource.AwsAdapter;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.kms.KmsClient;

/** KMS aliases, known by name; the key is compared by its id as AWS lists it. */
public final class AliasAdapter implements AwsAdapter {
  private static final String PREFIX = "alias/";
  private static final String TARGET = "targetKeyID";

  private final KmsClient kms;

  public AliasAdapter(KmsClient kms) {
    this.kms = kms;
  }

  @Override
  public AckKind kind() {
    return AckKind.ALIAS;
  }

  @Override
  public Optional<AckResource> find(AckResource desired) {
    return kms.listAliasesPaginator().aliases().stream()
        .filter(alias -> alias.aliasName().equals(name(desired)))
        .findFirst()
        .map(alias -> {
          AckResource observed = desired.copy();
          observed.setArn(alias.aliasArn());
          observed.spec().put(TARGET, alias.targetKeyId());
          return observed;
        });
  }

  @Override
  public AckResource create(AckResource desired) {
    kms.createAlias(r -> r.aliasName(name(desired)).targetKeyId(target(desired)));
    return desired.copy();
  }

  @Override
  public AckResource update(AckResource desired, AckResource observed, Set<String> changed) {
    kms.updateAlias(r -> r.aliasName(name(desired)).targetKeyId(target(desired)));
    return desired.withStatusOf(observed);
  }

  @Override
  public void delete(AckResource desired, AckResource observed) {
    kms.deleteAlias(r -> r.aliasName(name(observed)));
  }

  @Override
  public String adoptionField() {
    return "name";
  }

  private static String target(AckResource resource) {
    return resource.text(TARGET).orElse("");
  }

  private static String name(AckResource resource) {
    String name = resource.text("name").orElse("");
    return name.startsWith(PREFIX) ? name : PREFIX + name;
  }
}
