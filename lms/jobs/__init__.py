"""Work done after the response, at least once: a row in the same transaction as what asked for it."""
