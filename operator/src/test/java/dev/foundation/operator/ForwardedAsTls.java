// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Says to the emulator, as a TLS-terminating proxy does, that the call came over TLS: the buckets'
 * policies refuse any other. The SDK finds it by its service file.
 */
public final class ForwardedAsTls implements ExecutionInterceptor {

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return context.httpRequest().copy(r -> r.putHeader("X-Forwarded-Proto", "https"));
  }
}
