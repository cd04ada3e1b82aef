"""Pages and slides as pictures and cut-outs: where they are kept, and where words stand on them."""
