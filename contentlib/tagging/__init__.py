"""What an asset is and which objections it answers; what people correct, and what is learned from that."""
