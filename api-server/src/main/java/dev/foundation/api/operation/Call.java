// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.operation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.foundation.api.problem.ProblemException;
import dev.foundation.api.problem.ProblemType;
import dev.foundation.api.tenant.Caller;
import dev.foundation.api.tenant.Tenant;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One request as an operation sees it: authenticated, permitted and valid by the contract. */
public final class Call {

  private final Caller caller;
  private final @Nullable Tenant tenant;
  private final Parameters parameters;
  private final byte[] body;
  private final Set<String> accessed = ConcurrentHashMap.newKeySet();

  /**
   * A call.
   *
   * @param tenant null for an operation that is not within a workspace
   * @param body JSON text in UTF-8; empty when there is none or when it is streamed
   */
  public Call(Caller caller, @Nullable Tenant tenant, Parameters parameters, byte[] body) {
    this.caller = caller;
    this.tenant = tenant;
    this.parameters = parameters;
    this.body = body.clone();
  }

  /**
   * The request's parameters, each as its decoded text.
   *
   * @param headers by lower-case name
   */
  public record Parameters(
      Map<String, String> path, Map<String, String> query, Map<String, String> headers) {

    public Parameters {
      path = Map.copyOf(path);
      query = Map.copyOf(query);
      headers = Map.copyOf(headers);
    }
  }

  /** Who calls. */
  public Caller caller() {
    return caller;
  }

  /**
   * Who calls in which workspace; there is one wherever {@code x-permission} names a permission.
   */
  public Tenant tenant() {
    if (tenant == null) {
      throw new IllegalStateException("this operation's x-permission is none");
    }
    return tenant;
  }

  /** A path parameter of the operation's own route. */
  public String path(String name) {
    String value = parameters.path().get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no parameter " + name);
    }
    return value;
  }

  /** A query parameter, if it was sent. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(parameters.query().get(name));
  }

  /** A whole-number query parameter that the contract has validated, or its default. */
  public int query(String name, int absent) {
    return query(name).map(Integer::parseInt).orElse(absent);
  }

  /**
   * A query parameter that is a time, if it was sent.
   *
   * @throws ProblemException {@code invalid-request} for what is no time of RFC 3339
   */
  public Optional<Instant> time(String name) {
    try {
      return query(name).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new ProblemException(
          ProblemType.INVALID_REQUEST, name + " must be an RFC 3339 time.", e);
    }
  }

  /** A header by its name in any case, if it was sent. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(parameters.headers().get(name.toLowerCase(Locale.ROOT)));
  }

  /**
   * Says that the call accesses a thing that neither its path nor a {@code Location} names.
   *
   * @param location the thing's own path, as a {@code Location} would have it
   */
  public void accesses(String location) {
    accessed.add(location);
  }

  /** What the operation has said so far. */
  public Set<String> accessed() {
    return Set.copyOf(accessed);
  }

  /** The body as it was sent: JSON text in UTF-8, or empty. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as a tree that keeps every digit. */
  public JsonNode json() {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException e) {
      throw new ProblemException(ProblemType.INVALID_REQUEST, "The body is not valid JSON.", e);
    }
  }
}
