"""Containers, one module a kind: files that hold files; ``CONTAINERS`` in ``archive.reading`` names them."""
