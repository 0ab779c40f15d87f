"""The request path of the HTTP API: one slim base view, problem+json, pages, idempotency, limits, OpenAPI."""
