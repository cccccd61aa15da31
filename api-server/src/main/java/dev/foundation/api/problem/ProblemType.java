// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.problem;

import java.util.Arrays;
import java.util.Optional;

/** Every problem a caller can meet: its status, its slug in the type URI and its fixed title. */
public enum ProblemType {
  INVALID_REQUEST(400, "invalid-request", "The request does not follow the contract"),
  INVALID_CURSOR(400, "invalid-cursor", "The cursor is not one of this list"),
  DIGEST_MISMATCH(400, "digest-mismatch", "The content does not match its digest"),
  UNAUTHENTICATED(401, "unauthenticated", "A valid access token is required"),
  PERMISSION_DENIED(403, "permission-denied", "Your roles do not permit this"),
  WORKSPACE_SUSPENDED(403, "workspace-suspended", "The workspace is suspended"),
  ROUTE_NOT_FOUND(404, "route-not-found", "There is no such route"),
  WORKSPACE_NOT_FOUND(404, "workspace-not-found", "There is no such workspace for you"),
  DOCUMENT_NOT_FOUND(404, "document-not-found", "There is no such document"),
  DOCUMENT_DELETED(404, "document-deleted", "The document was deleted"),
  FILE_DELETED(404, "file-deleted", "The file was deleted"),
  FILE_NOT_FOUND(404, "file-not-found", "There is no such file"),
  MEMBER_NOT_FOUND(404, "member-not-found", "There is no such member"),
  UPLOAD_NOT_FOUND(404, "upload-not-found", "There is no such upload"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "The route does not have this method"),
  PATH_TAKEN(409, "path-taken", "Another file has this path"),
  DOCUMENT_NOT_DELETED(409, "document-not-deleted", "The document was not deleted"),
  FILE_NOT_DELETED(409, "file-not-deleted", "The file was not deleted"),
  UPLOAD_INCOMPLETE(409, "upload-incomplete", "Parts of the upload are missing"),
  MEMBER_EXISTS(409, "member-exists", "The person is a member already"),
  LAST_ADMINISTRATOR(409, "last-administrator", "The workspace must keep an administrator"),
  FIELD_NOT_INDEXED(409, "field-not-indexed", "The field is not searchable"),
  REVEALS_FREQUENCY(409, "reveals-frequency", "The field has few different values"),
  INDEX_INCOMPLETE(409, "index-incomplete", "The field's index is still being built"),
  CONFLICT(409, "conflict", "Another request changed the same thing at the same time"),
  PRECONDITION_FAILED(412, "precondition-failed", "The precondition does not hold"),
  PAYLOAD_TOO_LARGE(413, "payload-too-large", "The request is too large"),
  URI_TOO_LONG(414, "uri-too-long", "The request line is too long"),
  UNSUPPORTED_MEDIA_TYPE(
      415, "unsupported-media-type", "The content's type or coding is not supported"),
  RANGE_NOT_SATISFIABLE(416, "range-not-satisfiable", "The range is not within the file"),
  IDEMPOTENCY_KEY_REUSED(
      422, "idempotency-key-reused", "The idempotency key belongs to another request"),
  PRECONDITION_REQUIRED(428, "precondition-required", "The request needs a precondition"),
  TOO_MANY_REQUESTS(429, "too-many-requests", "The workspace's request limit is reached"),
  HEADERS_TOO_LARGE(431, "headers-too-large", "The request's headers are too large"),
  INTEGRITY_FAILURE(500, "integrity-failure", "Stored data failed its integrity check"),
  INTERNAL_ERROR(500, "internal-error", "The server failed"),
  WORKSPACE_NOT_READY(503, "workspace-not-ready", "The workspace is not ready yet"),
  UNAVAILABLE(503, "unavailable", "A service this request needs is not available");

  private static final String URI_PREFIX = "https://foundation.dev/problems/";

  private final int status;
  private final String slug;
  private final String title;

  ProblemType(int status, String slug, String title) {
    this.status = status;
    this.slug = slug;
    this.title = title;
  }

  /** The HTTP status code. */
  public int status() {
    return status;
  }

  /** The problem's name, stable for programs. */
  public String slug() {
    return slug;
  }

  /** RFC 9457 {@code type}; an identifier, not necessarily a page. */
  public String uri() {
    return URI_PREFIX + slug;
  }

  /** The problem of this {@code type}, if it is of the list. */
  public static Optional<ProblemType> of(String uri) {
    return Arrays.stream(values()).filter(known -> known.uri().equals(uri)).findAny();
  }

  /** RFC 9457 {@code title}: the same sentence for every occurrence. */
  public String title() {
    return title;
  }
}
