"""The commands: what is wired to what, and exit codes. What one needs is imported when it runs."""
