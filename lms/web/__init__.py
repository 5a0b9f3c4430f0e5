"""The shared edge: transaction, the closed door, headers, error pages, forms, base templates."""
