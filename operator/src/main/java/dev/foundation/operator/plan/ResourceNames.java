// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.plan;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The AWS names and ARNs of one workspace; they depend on the foundation's identity and on where
 * the workspace stands, never on the object's uid, so that a manifest applied again finds its data.
 *
 * @param cell where the resources live
 * @param name {@code fdn-<foundationId>-<10 hex>}, at most 47 characters; the hash keeps others
 *     from guessing and taking a bucket's name first
 */
public record ResourceNames(Cell cell, String name) {

  private static final int HASH_CHARACTERS = 10;
  private static final String PATH = "/foundation/";

  /** The names of the workspace {@code namespace/workspace} of a control plane. */
  public static ResourceNames of(
      String foundationId, String controlPlane, Cell cell, String namespace, String workspace) {
    String place =
        String.join("|", controlPlane, cell.account(), cell.region(), namespace + "/" + workspace);
    return new ResourceNames(
        cell, "fdn-" + foundationId + "-" + sha256(place).substring(0, HASH_CHARACTERS));
  }

  /** The table of documents and file metadata. */
  public String table() {
    return name;
  }

  /** The table of branch keys; also the key store's logical name. */
  public String keyTable() {
    return name + "-keys";
  }

  public String bucket() {
    return name;
  }

  /** With its prefix {@code alias/}. */
  public String alias() {
    return "alias/" + name;
  }

  public String role() {
    return name;
  }

  public String policy() {
    return name;
  }

  /** The IAM path of role and policy. */
  public String path() {
    return PATH;
  }

  public String tableArn() {
    return dynamodbArn(table());
  }

  public String keyTableArn() {
    return dynamodbArn(keyTable());
  }

  public String bucketArn() {
    return "arn:aws:s3:::" + bucket();
  }

  public String aliasArn() {
    return "arn:aws:kms:" + cell.region() + ":" + cell.account() + ":" + alias();
  }

  public String roleArn() {
    return iamArn("role", role());
  }

  public String policyArn() {
    return iamArn("policy", policy());
  }

  private String dynamodbArn(String table) {
    return "arn:aws:dynamodb:" + cell.region() + ":" + cell.account() + ":table/" + table;
  }

  private String iamArn(String kind, String name) {
    return "arn:aws:iam::" + cell.account() + ":" + kind + PATH + name;
  }

  private static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
