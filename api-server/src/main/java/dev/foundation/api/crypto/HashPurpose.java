// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto;

/** What a keyed hash is for; each purpose has a key of its own, so no hash equals another's. */
public enum HashPurpose {
  DOCUMENT("document"),
  COLLECTION("collection"),
  IDEMPOTENCY("idempotency"),
  FILE("file"),
  PATH("path"),
  FOLDER("folder"),
  AUDIT("audit"),
  UPLOAD("upload"),
  INDEX("index");

  private final String info;

  HashPurpose(String info) {
    this.info = info;
  }

  /** The HKDF {@code info} (RFC 5869) of the purpose's key; part of the stored format. */
  public String info() {
    return info;
  }
}
