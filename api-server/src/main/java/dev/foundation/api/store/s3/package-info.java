// SPDX-License-Identifier: Apache-2.0
/**
 * The object store on S3. It sees opaque keys and sealed bytes only: no paths, no encryption, no
 * decisions about files. Imported by the composition root; imports {@code aws} and the port it
 * implements.
 */
@NullMarked
package dev.foundation.api.store.s3;

import org.jspecify.annotations.NullMarked;
