// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit;

import dev.foundation.api.crypto.HashPurpose;
import dev.foundation.api.crypto.KeyedHash;
import dev.foundation.api.tenant.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Names what was accessed without saying what it is called: keyed hashes of the paths, below the
 * workspace, of everything that a route's parameters, a {@code Location} or the operation itself
 * names. Access to {@code /collections/a/documents/b/versions/3} names {@code collections/a},
 * {@code collections/a/documents/b} and the version.
 */
public final class AuditNames {

  /** {@code /v1/workspaces/{ws}}, with the empty text before the first slash. */
  private static final int ABOVE = 4;

  private final KeyedHash hash;

  /** Names by this hash. */
  public AuditNames(KeyedHash hash) {
    this.hash = hash;
  }

  /**
   * What a request's path names, from the outermost on.
   *
   * @param route the contract's template
   * @param parameters of the path, decoded
   */
  List<String> of(Tenant tenant, String route, Map<String, String> parameters) {
    List<String> paths = new ArrayList<>();
    StringBuilder path = new StringBuilder();
    for (String segment : below(route)) {
      boolean parameter = segment.startsWith("{");
      String name = parameter ? segment.substring(1, segment.length() - 1) : segment;
      path.append(path.isEmpty() ? "" : "/").append(parameter ? parameters.get(name) : name);
      if (parameter) {
        paths.add(path.toString());
      }
    }
    return hashed(tenant, paths);
  }

  /** What the path of a new thing names: nouns and values by turns. */
  List<String> ofLocation(Tenant tenant, String location) {
    List<String> segments = below(location);
    List<String> paths = new ArrayList<>();
    for (int end = 2; end <= segments.size(); end += 2) {
      paths.add(String.join("/", segments.subList(0, end)));
    }
    return hashed(tenant, paths);
  }

  /** What a member calls it, such as {@code collections/grants/documents/1}. */
  String of(Tenant tenant, String path) {
    return hash.hash(tenant, HashPurpose.AUDIT, path);
  }

  private List<String> hashed(Tenant tenant, List<String> paths) {
    Set<String> names = new LinkedHashSet<>();
    paths.forEach(path -> names.add(of(tenant, path)));
    return List.copyOf(names);
  }

  private static List<String> below(String path) {
    List<String> segments = List.of(path.split("/", -1));
    return segments.subList(Math.min(ABOVE, segments.size()), segments.size());
  }
}
