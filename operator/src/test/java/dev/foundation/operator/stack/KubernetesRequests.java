// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.stack;

import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The requests of one client in the words of Kubernetes' authorization. */
public final class KubernetesRequests implements Interceptor {

  private static final int CREATED = 201;
  private static final Pattern PATH =
      Pattern.compile(
          "/apis?(?:/(?<group>[a-z0-9.-]+\\.[a-z0-9.-]+))?/v[0-9a-z]+"
              + "(?:/namespaces/(?<namespace>[^/]+))?/(?<plural>[a-z]+)"
              + "(?:/(?<name>[^/]+))?(?:/(?<sub>[a-z]+))?");

  private final List<Request> requests = new CopyOnWriteArrayList<>();

  /**
   * One request.
   *
   * @param verb get, list, watch, create, patch, update or delete
   * @param group empty for the core API
   * @param resource the plural, with its subresource after a slash
   * @param namespace empty across namespaces
   * @param name empty for a collection
   */
  public record Request(String verb, String group, String resource, String namespace, String name) {

    /** Whether it changes anything but the operator's own Lease. */
    public boolean writes() {
      return !Set.of("get", "list", "watch").contains(verb)
          && !Set.of("leases", "selfsubjectrulesreviews").contains(resource);
    }

    /** {@code verb group/resource}. */
    public String permission() {
      return verb + " " + group + "/" + resource;
    }
  }

  @Override
  public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
    record(request.method(), request.uri()).ifPresent(requests::add);
  }

  /** Applying what is not there yet asks for the right to create it, too. */
  @Override
  public void after(
      HttpRequest request, HttpResponse<?> response, AsyncBody.Consumer<List<ByteBuffer>> body) {
    if (response.code() == CREATED && "PATCH".equals(request.method())) {
      record("POST", request.uri()).ifPresent(requests::add);
    }
  }

  /** How many there were so far; a mark for {@link #since}. */
  public int count() {
    return requests.size();
  }

  /** The requests after the mark, oldest first. */
  public List<Request> since(int mark) {
    return requests.stream().skip(mark).toList();
  }

  /** What was needed of authorization, sorted. */
  public Set<String> permissions() {
    return requests.stream()
        .map(Request::permission)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** One request; empty for what is no resource, such as the server's version. */
  public static Optional<Request> record(String method, URI uri) {
    Matcher path = PATH.matcher(uri.getPath());
    if (!path.matches()) {
      return Optional.empty();
    }
    String name = orEmpty(path.group("name"));
    String sub = path.group("sub") == null ? "" : "/" + path.group("sub");
    String query = orEmpty(uri.getQuery());
    return Optional.of(
        new Request(
            verb(method, name, query),
            orEmpty(path.group("group")),
            path.group("plural") + sub,
            orEmpty(path.group("namespace")),
            name));
  }

  private static String verb(String method, String name, String query) {
    return switch (method) {
      case "POST" -> "create";
      case "PATCH" -> "patch";
      case "PUT" -> "update";
      case "DELETE" -> "delete";
      default -> query.contains("watch=true") ? "watch" : isOne(name, query) ? "get" : "list";
    };
  }

  private static boolean isOne(String name, String query) {
    return !name.isEmpty() && !query.contains("fieldSelector");
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
