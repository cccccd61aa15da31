// SPDX-License-Identifier: Apache-2.0
// The token of "Authorize" is kept in this tab's memory only.
SwaggerUIBundle({
  url: "docs/openapi.yaml",
  dom_id: "#contract",
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  displayOperationId: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  tryItOutEnabled: true,
  validatorUrl: null,
});
