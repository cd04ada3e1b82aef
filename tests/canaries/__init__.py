"""Files with a canary word planted where no buyer may find it, and every way by which a buyer could."""
