// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.audit.storage;

import java.time.LocalDate;

/**
 * One server process's chain of one workspace and day.
 *
 * @param day in UTC
 * @param name random, of letters, digits and hyphens
 */
public record ChainId(String foundationId, LocalDate day, String name) {}
