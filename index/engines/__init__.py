"""The engines, one file each; ``index.engine.ENGINES`` names them."""
