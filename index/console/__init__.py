"""What a person at a terminal sees: the options, the answers in words, and nothing that could do harm."""
