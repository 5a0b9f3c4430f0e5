"""Broken courses by the hundred: the real ones, each with a slip that authors, editors and disks make."""
