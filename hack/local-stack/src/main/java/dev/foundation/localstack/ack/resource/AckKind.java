// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack.resource;

/** The kinds of ACK resources the stand-in plays, named as ACK's own controllers name them. */
public enum AckKind {
  KEY("kms", "Key", "keys", "/tags", "tag"),
  ALIAS("kms", "Alias", "aliases", "", ""),
  TABLE("dynamodb", "Table", "tables", "/tags", ""),
  BUCKET("s3", "Bucket", "buckets", "/tagging/tagSet", ""),
  POLICY("iam", "Policy", "policies", "/tags", ""),
  ROLE("iam", "Role", "roles", "/tags", "");

  private final String service;
  private final String kind;
  private final String plural;
  private final String tagPath;
  private final String tagPrefix;

  AckKind(String service, String kind, String plural, String tagPath, String tagPrefix) {
    this.service = service;
    this.kind = kind;
    this.plural = plural;
    this.tagPath = tagPath;
    this.tagPrefix = tagPrefix;
  }

  public String service() {
    return service;
  }

  public String kind() {
    return kind;
  }

  public String plural() {
    return plural;
  }

  public TagField tags() {
    return tagPrefix.isEmpty()
        ? new TagField(tagPath, "key", "value")
        : new TagField(tagPath, "tagKey", "tagValue");
  }

  public String group() {
    return service + ".services.k8s.aws";
  }

  /** What marks an object as managed by the controller. */
  public String finalizer() {
    return "finalizers." + group() + "/" + kind;
  }
}
