"""Pages as pictures, cut-outs and the places of words, made in processes of their own."""
