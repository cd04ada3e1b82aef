"""What a marketer reads and decides."""
