"""A web page to its article: what is visible, what of it is the story, what the page declares."""
