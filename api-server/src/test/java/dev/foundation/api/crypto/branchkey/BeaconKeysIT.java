// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.crypto.branchkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Tenant;
import dev.foundation.api.testing.EmulatedWorkspaces;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BeaconKeysIT {

  private static final Map<String, String> CONTEXT = Map.of("id", "doc-1", "record", "current");

  private static EmulatedWorkspaces workspaces;
  private static Tenant acme;
  private static Tenant globex;

  private final BranchKeys keys = freshKeys();
  private final BeaconKeyedHash hash = new BeaconKeyedHash(keys);
  private final AesGcmCursorCodec cursors = new AesGcmCursorCodec(keys);

  @BeforeAll
  static void start() {
    workspaces = new EmulatedWorkspaces();
    acme = workspaces.create("acme");
    globex = workspaces.create("globex");
  }

  @AfterAll
  static void stop() {
    workspaces.close();
  }

  private static BranchKeys freshKeys() {
    return new BranchKeys(workspaces.clients(), Duration.ofMinutes(5));
  }

  @Test
  void hashesDifferByWorkspacePurposeAndParts() {
    String one = hash.hash(acme, HashPurpose.DOCUMENT, "ab", "c");

    assertThat(one).matches("[A-Za-z0-9_-]{43}");
    assertThat(hash.hash(acme, HashPurpose.DOCUMENT, "ab", "c")).isEqualTo(one);
    assertThat(hash.hash(acme, HashPurpose.DOCUMENT, "a", "bc")).isNotEqualTo(one);
    assertThat(hash.hash(acme, HashPurpose.FILE, "ab", "c")).isNotEqualTo(one);
    assertThat(hash.hash(globex, HashPurpose.DOCUMENT, "ab", "c")).isNotEqualTo(one);
  }

  @Test
  void tagsDifferByWorkspaceCollectionAndField() {
    Set<String> tags = new HashSet<>();
    for (Tenant tenant : List.of(acme, globex)) {
      for (String field : List.of("/name", "/born")) {
        tags.add(tags(tenant, "patients", field));
        tags.add(tags(tenant, "visits", field));
      }
    }

    assertThat(tags).hasSize(8).contains(tags(acme, "patients", "/name"));
    assertThat(tagsUnder(globex, hash.index(acme, "patients", "/name"))).isNotIn(tags);
    assertThat(hash.tag(acme, "index", "value")).matches("[0-9a-f]{4}");
  }

  /** A tag is short, so that several of one field are compared. */
  private String tags(Tenant tenant, String collection, String field) {
    return tagsUnder(tenant, hash.index(tenant, collection, field));
  }

  private String tagsUnder(Tenant tenant, String index) {
    return Stream.of("a", "b", "c", "d")
        .map(value -> hash.tag(tenant, index, value))
        .collect(Collectors.joining());
  }

  @Test
  void keepsHashesAndOldDataOverARotation() {
    Tenant tenant = workspaces.create("rotated");
    String before = hash.hash(tenant, HashPurpose.DOCUMENT, "patients", "doc-1");
    byte[] sealed = new EncryptionSdkCipher(keys).seal(tenant, CONTEXT, new byte[] {1, 2, 3});

    workspaces.rotateBranchKey(tenant);
    BranchKeys rotated = freshKeys();

    assertThat(new BeaconKeyedHash(rotated).hash(tenant, HashPurpose.DOCUMENT, "patients", "doc-1"))
        .isEqualTo(before);
    assertThat(new EncryptionSdkCipher(rotated).open(tenant, CONTEXT, sealed))
        .isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void decodesACursorInItsScopeOnly() {
    String cursor = cursors.encode(acme, "listDocuments\npatients", "position");

    assertThat(cursor).matches("[A-Za-z0-9_-]+");
    assertThat(cursors.decode(acme, "listDocuments\npatients", cursor)).isEqualTo("position");
    refuses(acme, "listDocuments\nvisits", cursor);
    refuses(globex, "listDocuments\npatients", cursor);
  }

  @Test
  void refusesCursorsThatItDidNotMake() {
    String cursor = cursors.encode(acme, "scope", "position");

    for (String other :
        new String[] {"", "%", "AAAA", "A".repeat(60), cursor + "AAAA", cursor.substring(4)}) {
      refuses(acme, "scope", other);
    }
  }

  private void refuses(Tenant tenant, String scope, String cursor) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> cursors.decode(tenant, scope, cursor))
        .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.INVALID_CURSOR));
  }
}
