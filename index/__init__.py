"""How an article is found."""
