// SPDX-License-Identifier: Apache-2.0
package dev.foundation.crds.contract;

/** Keys of the encryption context; all are required on decryption, so none is stored. */
public final class EncryptionContextKeys {
  /** The foundation's id; also in the context of its branch key. */
  public static final String WORKSPACE = "workspace";

  public static final String COLLECTION = "collection";
  public static final String ID = "id";
  public static final String VERSION = "version";

  /** {@code current} or {@code history}. */
  public static final String RECORD = "record";

  public static final String FILE = "file";
  public static final String INDEX = "index";
  public static final String LAST = "last";

  /**
   * How KMS sees the workspace in the context of a branch key: the key store prefixes what {@code
   * CreateKey} is given.
   */
  public static final String KMS_WORKSPACE = "aws-crypto-ec:" + WORKSPACE;

  private EncryptionContextKeys() {}
}
