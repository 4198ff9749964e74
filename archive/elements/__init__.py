"""XML of newsrooms to documents: elements found in bytes, parsed without risk, read into one shape."""
