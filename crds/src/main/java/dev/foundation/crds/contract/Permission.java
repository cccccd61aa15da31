// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a member may do in a workspace; administrators may do all of it. */
public enum Permission {
  @JsonProperty("documents:read")
  DOCUMENTS_READ("documents:read"),
  @JsonProperty("documents:write")
  DOCUMENTS_WRITE("documents:write"),
  @JsonProperty("documents:purge")
  DOCUMENTS_PURGE("documents:purge"),
  @JsonProperty("files:read")
  FILES_READ("files:read"),
  @JsonProperty("files:write")
  FILES_WRITE("files:write"),
  @JsonProperty("files:purge")
  FILES_PURGE("files:purge"),
  @JsonProperty("indexes:manage")
  INDEXES_MANAGE("indexes:manage"),
  @JsonProperty("members:manage")
  MEMBERS_MANAGE("members:manage"),
  @JsonProperty("audit:read")
  AUDIT_READ("audit:read"),
  @JsonProperty("usage:read")
  USAGE_READ("usage:read");

  private final String value;

  Permission(String value) {
    this.value = value;
  }

  /** The form in manifests and API answers, {@code <noun>:<verb>}. */
  public String value() {
    return value;
  }
}
