"""The readers, one module a dump format; ``READERS`` in ``archive.reading`` names them."""
