"""What words mean here: the vocabulary a team may edit, and how texts are split, matched and made harmless."""
