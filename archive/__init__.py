"""What an article is, how it is read and cleaned, and where it is kept."""
