"""Certificates: issuing, the PDF, and verification by strangers."""
