// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.files.sealing;

/**
 * A file as of one version, with the tag that names this version to clients.
 *
 * @param etag opaque, without quotes
 */
public record FileVersion(FileMetadata metadata, String etag) {}
