"""A full platform to look at: fictional people at the real organisations. Never mixed with real people."""
