"""What others would build over the same SQL functions: each verifies a token, sets role and claims, calls."""
